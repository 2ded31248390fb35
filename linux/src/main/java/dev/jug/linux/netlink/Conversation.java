package dev.jug.linux.netlink;

import dev.jug.linux.SysException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that are sent together, and what has come back. */
final class Conversation {
  private static final int CHANGED_MEANWHILE = 0x10;

  private final ByteOrder order;
  private final Map<Integer, Request> requests = new LinkedHashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final List<NetlinkMessage> answers = new ArrayList<>();
  private final int first;
  private @Nullable SysException failure;
  private boolean torn;

  /**
   * @param first serial number of the first request; the others follow
   */
  Conversation(List<Request> requests, int first, ByteOrder order) {
    this.order = order;
    this.first = first;
    int serial = first;
    for (var request : requests) {
      if (request.isAnswered()) {
        open.add(serial);
      }
      this.requests.put(serial++, request);
    }
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    requests.forEach((serial, request) -> bytes.writeBytes(request.message().encode(serial)));
    return bytes.toByteArray();
  }

  /** Whether the kernel has said all it has to say. */
  boolean isOver() {
    return open.isEmpty();
  }

  /** Whether something changed while the kernel listed it, so that the list may be wrong. */
  boolean isTorn() {
    return torn;
  }

  /**
   * What the kernel answered.
   *
   * @throws SysException with the kernel's first reason to refuse
   */
  List<NetlinkMessage> answers() {
    if (failure != null) {
      throw failure;
    }
    return answers;
  }

  /** Takes in what was received at once. Answers to somebody who gave up are left out. */
  void read(ByteBuffer in) {
    while (in.hasRemaining()) {
      var request = in.remaining() < NetlinkMessage.HEADER_BYTES ? null : asked(in);
      var answer = NetlinkMessage.take(in, request == null ? 0 : request.structBytes(), order);
      if (request != null) {
        accept(answer, request);
      }
    }
  }

  private @Nullable Request asked(ByteBuffer in) {
    return requests.get(in.getInt(in.position() + NetlinkMessage.SERIAL_AT));
  }

  private void accept(NetlinkMessage answer, Request request) {
    torn |= (answer.flags() & CHANGED_MEANWHILE) != 0 && answer.type() != NetlinkMessage.ERROR;
    switch (answer.type()) {
      case NetlinkMessage.DONE, NetlinkMessage.ERROR -> end(answer, request);
      default -> {
        if (!answer.isControl()) {
          answers.add(answer);
        }
      }
    }
  }

  private void end(NetlinkMessage last, Request request) {
    open.remove(last.serial());
    var refusal = Verdict.failure(last, request);
    if (refusal.isPresent() && failure == null) {
      failure = refusal.get();
    }
    // The whole of a batch is refused through its beginning, which asks for no answer itself.
    if (refusal.isPresent() && last.serial() == first && !request.isAnswered()) {
      failure = refusal.get();
      open.clear();
    }
  }
}

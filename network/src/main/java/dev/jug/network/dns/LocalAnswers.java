package dev.jug.network.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Answers from the zone. */
final class LocalAnswers {
  /**
   * As Kubernetes' DNS. Docker says 600, which sends those who believe it to where a container was
   * ten minutes ago; asking again does not leave the machine.
   */
  static final int TTL_SECONDS = 5;

  /** A record with its name compressed to two bytes (RFC 1035, 4.1.3), without its data. */
  private static final int RECORD_BYTES = 12;

  private final Zone zone;
  private final AtomicInteger turn = new AtomicInteger();

  LocalAnswers(Zone zone) {
    this.zone = zone;
  }

  /** The answer, if the zone knows the name. */
  Optional<byte[]> answer(Question question) {
    return question.record().getType() == Type.PTR ? name(question) : addresses(question);
  }

  private Optional<byte[]> addresses(Question question) {
    var known = zone.addresses(question.name());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int type = question.record().getType();
    var asked = new ArrayList<>(known.stream().filter(each -> matches(each, type)).toList());
    // Each answer begins with another one, so that clients which take the first share them out.
    Collections.rotate(asked, -turn.getAndIncrement());
    return Optional.of(answer(question, asked));
  }

  private static boolean matches(InetAddress address, int type) {
    return type == Type.ANY || type == (address instanceof Inet4Address ? Type.A : Type.AAAA);
  }

  private static byte[] answer(Question question, List<InetAddress> addresses) {
    int longest = addresses.stream().mapToInt(each -> each.getAddress().length).max().orElse(0);
    int fitting = question.fitting(RECORD_BYTES + longest);
    var records =
        addresses.stream()
            .limit(fitting)
            .map(each -> record(question.record().getName(), each))
            .toList();
    return question.answer(Rcode.NOERROR, records, addresses.size() > fitting);
  }

  private static Record record(Name name, InetAddress address) {
    return address instanceof Inet4Address
        ? new ARecord(name, DClass.IN, TTL_SECONDS, address)
        : new AAAARecord(name, DClass.IN, TTL_SECONDS, address);
  }

  private Optional<byte[]> name(Question question) {
    var name = question.record().getName();
    try {
      var target = zone.name(ReverseMap.fromName(name));
      return target.isEmpty()
          ? Optional.empty()
          : Optional.of(pointer(question, new Name(target.get(), Name.root)));
    } catch (UnknownHostException | TextParseException _) {
      return Optional.empty(); // not the name of an address, such as those of DNS-SD (RFC 6763)
    }
  }

  private static byte[] pointer(Question question, Name target) {
    var owner = question.record().getName();
    var record = new PTRRecord(owner, DClass.IN, TTL_SECONDS, target);
    return question.answer(Rcode.NOERROR, List.of(record), false);
  }
}

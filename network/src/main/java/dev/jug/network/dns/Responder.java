package dev.jug.network.dns;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.xbill.DNS.Rcode;

/** What a sandbox gets for its questions. Thread-safe. */
final class Responder {
  private final LocalAnswers local;
  private final Upstreams upstreams;
  private final Forwarder forwarder;
  private final Semaphore share;
  private final NamePolicy policy;
  private final HeardAnswers heard;

  Responder(Zone zone, Upstreams upstreams, Forwarder forwarder, NamePolicy policy) {
    this.policy = policy;
    heard = new HeardAnswers(policy);
    local = new LocalAnswers(zone);
    this.upstreams = upstreams;
    this.forwarder = forwarder;
    share = new Semaphore(forwarder.limits().questionsOfOne());
  }

  /** What can be said without asking anybody. */
  Optional<byte[]> local(Question question) {
    var answer = local.answer(question);
    if (answer.isPresent()) {
      return answer.map(known -> heard.tell(question, known));
    }
    if (!policy.mayAsk(question.name())) {
      return Optional.of(question.empty(Rcode.NXDOMAIN));
    }
    if (!upstreams.servers().isEmpty()) {
      return answer;
    }
    int rcode = question.isSingleLabel() ? Rcode.NXDOMAIN : Rcode.SERVFAIL;
    return Optional.of(question.empty(rcode));
  }

  /**
   * The right to ask others. Whoever has too many questions under way does not get it, so that one
   * sandbox cannot take all there is.
   */
  boolean enter() {
    if (!share.tryAcquire()) {
      return false;
    }
    if (forwarder.enter()) {
      return true;
    }
    share.release();
    return false;
  }

  /** Asks others, which takes seconds at worst, and gives the right back. */
  byte[] forward(Question question, boolean stream) {
    try {
      return forwarder
          .ask(question, stream, upstreams.servers())
          .map(answer -> heard.tell(question, answer))
          .orElseGet(() -> question.empty(Rcode.SERVFAIL));
    } finally {
      leave();
    }
  }

  /** Gives the right back unused. */
  void leave() {
    forwarder.leave();
    share.release();
  }

  /** For who asks too much at once. */
  static byte[] refusal(Question question) {
    return question.empty(Rcode.SERVFAIL);
  }
}

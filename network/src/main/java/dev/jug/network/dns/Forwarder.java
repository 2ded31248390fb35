package dev.jug.network.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Rcode;

/**
 * Asks others, for all sandboxes of an engine: from the engine's network, under an id and from a
 * port that nobody can foresee. Thread-safe.
 */
public final class Forwarder {
  private static final int TRIES = 2;

  private final RandomGenerator random;
  private final Limits limits;
  private final Semaphore inFlight;

  /**
   * How much is done at once, and for how long.
   *
   * @param questions of all sandboxes that wait for an answer
   * @param questionsOfOne of one sandbox
   * @param connectionsOfOne that a sandbox may have to its resolver
   * @param patience how long each server is waited for
   */
  public record Limits(int questions, int questionsOfOne, int connectionsOfOne, Duration patience) {
    /** Few enough for an engine, and more than containers need. */
    public static final Limits DEFAULT = new Limits(1024, 128, 64, Duration.ofSeconds(2));
  }

  /**
   * Asks nobody yet.
   *
   * @param random thread-safe, and not to be foreseen
   */
  public Forwarder(RandomGenerator random, Limits limits) {
    this.random = random;
    this.limits = limits;
    inFlight = new Semaphore(limits.questions());
  }

  Limits limits() {
    return limits;
  }

  /** The right to ask one question, if there are not too many already; to be given back. */
  boolean enter() {
    return inFlight.tryAcquire();
  }

  void leave() {
    inFlight.release();
  }

  /** What the first server says that says something; empty if none does. */
  Optional<byte[]> ask(Question question, boolean stream, List<InetSocketAddress> servers) {
    Optional<byte[]> refusal = Optional.empty();
    for (int round = 0; round < TRIES && refusal.isEmpty(); round++) {
      for (var server : servers) {
        int id = random.nextInt(1 << 16);
        var answer = new Enquiry(question, server, id, limits.patience()).ask(stream);
        if (answer.filter(Forwarder::isFinal).isPresent()) {
          return answer;
        }
        refusal = answer.isPresent() ? answer : refusal;
      }
    }
    return refusal;
  }

  /** Whether no other server would know better: there it is, or there is no such name. */
  private static boolean isFinal(byte[] answer) {
    int rcode = Packets.rcode(answer);
    return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
  }
}

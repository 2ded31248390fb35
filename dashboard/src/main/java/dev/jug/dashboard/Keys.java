package dev.jug.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;

/**
 * Who may come in: an invitation is good for one browser and a few minutes, and what that browser
 * gets for it is good as long as the dashboard is open. Each is 144 bits of chance, and compared in
 * a time that does not tell how much of a guess was right. Thread-safe.
 */
final class Keys {
  /** How long somebody may take to copy an address into a browser. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** Of each kind; the oldest goes when another is made. */
  static final int MOST = 16;

  private static final int BYTES = 18;

  private final SecureRandom chance;
  private final InstantSource clock;
  private final Deque<Invitation> invitations = new ArrayDeque<>();
  private final Deque<String> sessions = new ArrayDeque<>();

  private record Invitation(String word, Instant until) {}

  Keys(SecureRandom chance, InstantSource clock) {
    this.chance = chance;
    this.clock = clock;
  }

  /** A word that nobody guesses, of letters that need no encoding in a URL or a cookie. */
  String word() {
    var bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A new invitation. */
  synchronized String invite() {
    var invitation = new Invitation(word(), clock.instant().plus(LIFE));
    keep(invitations, invitation);
    return invitation.word();
  }

  /** The session for an invitation, for the first who comes with it in time. */
  synchronized Optional<String> redeem(String word) {
    var now = clock.instant();
    invitations.removeIf(invitation -> !invitation.until().isAfter(now));
    if (!invitations.removeIf(invitation -> same(invitation.word(), word))) {
      return Optional.empty();
    }
    var session = word();
    keep(sessions, session);
    return Optional.of(session);
  }

  /** Whether a session is one of ours. */
  synchronized boolean knows(String session) {
    boolean found = false;
    for (var ours : sessions) {
      found |= same(ours, session);
    }
    return found;
  }

  private static <T> void keep(Deque<T> all, T one) {
    if (all.size() == MOST) {
      all.removeFirst();
    }
    all.addLast(one);
  }

  static boolean same(String ours, String theirs) {
    return MessageDigest.isEqual(ours.getBytes(US_ASCII), theirs.getBytes(US_ASCII));
  }
}

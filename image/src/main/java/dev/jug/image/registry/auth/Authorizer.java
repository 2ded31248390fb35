package dev.jug.image.registry.auth;

import dev.jug.image.registry.http.Timing;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says to one registry who asks. It learns from the first refusal how the registry wants to hear
 * it, and keeps tokens until they expire. Thread-safe; of several threads that need a token one
 * gets it.
 */
public final class Authorizer {
  private final String registry;
  private final CredentialStore store;
  private final TokenServer tokens;
  private final Timing timing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Set<Scope>, Token> cache = new HashMap<>();
  private @Nullable Challenge known;
  private @Nullable Credential credential;

  /**
   * For one registry.
   *
   * @param registry its name in the store
   */
  public Authorizer(String registry, CredentialStore store, TokenServer tokens, Timing timing) {
    this.registry = registry;
    this.store = store;
    this.tokens = tokens;
    this.timing = timing;
  }

  /**
   * The Authorization header for a request; empty if none is needed as far as we know.
   *
   * @throws IOException if a token is needed and cannot be had now
   */
  public Optional<String> header(Set<Scope> scopes) throws IOException {
    lock.lock();
    try {
      return known == null ? Optional.empty() : answer(known, scopes, scopes);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Another header, after a refusal.
   *
   * @param challenges the registry's WWW-Authenticate headers
   * @param refused what it was sent
   * @return empty if there is no more to say
   */
  public Optional<String> another(
      List<String> challenges, Set<Scope> scopes, Optional<String> refused) throws IOException {
    lock.lock();
    try {
      var best = Challenge.best(ChallengeParser.parse(challenges));
      if (best.isEmpty()) {
        return Optional.empty();
      }
      if (refused.isPresent()) {
        credential = null;
        cache.values().removeIf(token -> refused.get().equals(bearer(token.value())));
      }
      known = best.get();
      var wanted = new LinkedHashSet<>(scopes);
      wanted.addAll(best.get().scopes());
      return answer(best.get(), scopes, wanted)
          .filter(header -> !refused.equals(Optional.of(header)));
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything, because the store has changed. */
  public void forget() {
    lock.lock();
    try {
      cache.clear();
      credential = null;
    } finally {
      lock.unlock();
    }
  }

  private Optional<String> answer(Challenge challenge, Set<Scope> scopes, Set<Scope> wanted)
      throws IOException {
    var ours = credential();
    if (challenge.scheme().equals("basic")) {
      return ours.filter(Credential.Password.class::isInstance)
          .map(Credential.Password.class::cast)
          .map(TokenServer::basic);
    }
    if (ours.orElse(null) instanceof Credential.RegistryToken(var token)) {
      return Optional.of(bearer(token));
    }
    var cached = cache.get(scopes);
    if (cached == null || !timing.clock().instant().isBefore(cached.until())) {
      cached = tokens.get(challenge, wanted, ours, false);
      cache.put(Set.copyOf(scopes), cached);
    }
    return Optional.of(bearer(cached.value()));
  }

  private Optional<Credential> credential() {
    if (credential == null) {
      credential = store.get(registry).orElse(null);
    }
    return Optional.ofNullable(credential);
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }
}

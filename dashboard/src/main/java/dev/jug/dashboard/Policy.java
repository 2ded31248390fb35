package dev.jug.dashboard;

import dev.jug.http.Response;
import java.util.Map;

/** What browsers are told to refuse on our behalf, whatever an answer has inside. */
final class Policy {
  /**
   * Nothing from elsewhere, nothing inline, in nobody's frame (Content Security Policy, level 3).
   */
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final Map<String, String> FIELDS =
      Map.of(
          "Content-Security-Policy", CONTENT,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store");

  private Policy() {}

  static void apply(Response response) {
    FIELDS.forEach(response::header);
  }
}

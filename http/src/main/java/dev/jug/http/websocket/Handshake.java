package dev.jug.http.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.message.HttpException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The beginning, which is a request of HTTP (RFC 6455, 4.2). */
final class Handshake {
  /** Names subprotocols: those that the client speaks, and the one that is spoken. */
  static final String PROTOCOL = "Sec-WebSocket-Protocol";

  private static final String VERSION = "13";
  private static final String ACCEPTED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY = 16;
  private static final int BAD_REQUEST = 400;
  private static final int UPGRADE_REQUIRED = 426;

  private Handshake() {}

  /**
   * Prepares the answer.
   *
   * @throws HttpException if the client does not begin a WebSocket, or one of another version
   */
  static void answer(Request request, Response response) {
    var headers = request.headers();
    response.header("Sec-WebSocket-Version", VERSION);
    if (!request.wantsUpgrade() || !headers.list("Upgrade").contains("websocket")) {
      throw new HttpException(UPGRADE_REQUIRED, "this is for WebSockets: ask for 'websocket'");
    }
    if (!headers.first("Sec-WebSocket-Version").orElse("").equals(VERSION)) {
      throw new HttpException(UPGRADE_REQUIRED, "only version 13 of WebSockets is spoken");
    }
    var key = headers.first("Sec-WebSocket-Key").orElse("");
    if (!isKey(key)) {
      throw new HttpException(BAD_REQUEST, "Sec-WebSocket-Key is not 16 bytes in Base64");
    }
    response.header("Sec-WebSocket-Accept", accept(key));
  }

  private static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text).length == KEY;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String accept(String key) {
    try {
      var sum = MessageDigest.getInstance("SHA-1").digest((key + ACCEPTED).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}

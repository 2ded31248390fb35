package dev.jug.http;

/** Answers requests. Runs on the connection's virtual thread; may block as long as it likes. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers one request, before it returns.
   *
   * @throws dev.jug.http.message.HttpException to answer with an error
   * @throws Exception answered with 500 and logged, except when the client is gone
   */
  void handle(Request request, Response response) throws Exception;
}

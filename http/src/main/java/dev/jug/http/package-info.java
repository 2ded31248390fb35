/**
 * A server for HTTP/1.1 (RFC 9110, RFC 9112) on JDK channels: a virtual thread for each connection,
 * which reads a request, runs its handler, and reads the next. A handler may take the connection
 * over and use it as two streams of bytes.
 *
 * <pre>{@code
 * var routes =
 *     Router.builder()
 *         .on("GET", "/containers/{id}/json", this::inspect)
 *         .on("GET", "/images/{name...}/json", this::image)        // a name may have slashes
 *         .on("POST", "/build", Router.UNLIMITED, this::build)     // the body may be of any size
 *         .build();
 * // A prefix is the caller's: request.below(1) is the same request without its first segment.
 * Handler versions = (request, response) -> routes.handle(request.below(1), response);
 * var settings = Settings.defaults().withErrors(json).withLog(log);
 * try (var server = new Server(versions, settings)) {
 *   server.listen(new Endpoint.Unix(path));
 *   server.listen(new Endpoint.Tcp(address, Optional.of(new Tls(context, true))));
 *   …
 *   server.stop(Duration.ofSeconds(10));
 * }
 *
 * void inspect(Request request, Response response) throws IOException {
 *   var id = request.variable("id");                    // decoded
 *   request.query().all("filter");
 *   request.headers().first("X-Registry-Auth");
 *   request.body().readAllBytes();                      // HttpException 413 beyond the limit
 *   response.status(201).header("Location", "/x").send("application/json", bytes);
 * }
 *
 * void events(Request request, Response response) throws IOException {
 *   var thread = Thread.currentThread();
 *   try (var watch = request.watch(thread::interrupt);  // the client went away
 *       var out = response.header("Content-Type", "application/json").stream()) {
 *     out.flush();                                      // the head goes out now
 *     …
 *   }
 * }
 *
 * void attach(Request request, Response response) throws IOException {
 *   var stream = response.hijack();                     // 101, or 200 for who did not ask to upgrade
 *   stream.in();
 *   stream.out();
 *   stream.closeWrite();
 * }                                                     // the connection ends with the handler
 * }</pre>
 *
 * <p>Rules: a handler answers once, before it returns. What it throws becomes an answer if none has
 * begun: {@link dev.jug.http.message.HttpException} its own status, everything else 500. A response
 * that has begun and fails is cut off, so that the client sees that it is not whole.
 */
@NullMarked
package dev.jug.http;

import org.jspecify.annotations.NullMarked;

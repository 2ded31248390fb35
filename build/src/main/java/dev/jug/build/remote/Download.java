package dev.jug.build.remote;

import dev.jug.build.error.BuildFailure;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.Duration;

/**
 * Downloads files.
 *
 * @param proxies lead to servers
 */
public record Download(ProxySelector proxies) {
  private static final int OK = 200;
  private static final Duration CONNECT = Duration.ofSeconds(30);

  /**
   * Downloads one; redirections are followed, but not from https to http.
   *
   * @return its SHA-256
   * @throws BuildFailure if it is not there
   * @throws IOException if the disk fails
   */
  public Digest fetch(String url, Path file) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address(url)).header("User-Agent", "jug").build();
    try (var client = client()) {
      var response = ask(client, request, url);
      try (var body = response.body()) {
        if (response.statusCode() != OK) {
          throw new BuildFailure(
              "failed to load " + url + ": the server answers " + response.statusCode());
        }
        return write(body, file);
      } finally {
        client.shutdownNow();
      }
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .proxy(proxies)
        .build();
  }

  private static HttpResponse<InputStream> ask(HttpClient client, HttpRequest request, String url)
      throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  private static BuildFailure failed(String url, Exception why) {
    var reason = why.getMessage() == null ? "no connection" : why.getMessage();
    var failure = new BuildFailure("failed to load " + url + ": " + reason);
    failure.initCause(why);
    return failure;
  }

  private static URI address(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw failed(url, e);
    }
  }

  private static Digest write(InputStream body, Path file) throws IOException {
    var digest = DigestAlgorithm.SHA256.start();
    try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      new DigestInputStream(body, digest).transferTo(out);
    }
    return Digest.finish(DigestAlgorithm.SHA256, digest);
  }
}

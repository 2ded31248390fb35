package dev.jug.app.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** Manifests in a registry, as text. */
record Manifests(RealRegistry registry, String repository) {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  String read(String digest) {
    try {
      return Files.readString(registry.blob(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digests that a manifest names: its configuration's and its layers'. */
  List<String> blobs(String digest) {
    return DIGEST.matcher(read(digest)).results().map(found -> found.group()).toList();
  }

  /** The digest of the manifest with a tag. */
  String tagged(String tag) {
    var request =
        HttpRequest.newBuilder(address("manifests/" + tag))
            .header("Accept", OCI + ", " + INDEX)
            .build();
    return Digest.of(send(request, 200).body().getBytes(UTF_8)).toString();
  }

  /** Puts a manifest there; gives its digest. */
  String write(String tag, String mediaType, String json) {
    var request =
        HttpRequest.newBuilder(address("manifests/" + tag))
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofString(json))
            .build();
    send(request, 201);
    return Digest.of(json.getBytes(UTF_8)).toString();
  }

  /** Puts a blob there; gives its descriptor but for its media type and annotations. */
  String writeBlob(byte[] bytes) {
    var begin = HttpRequest.newBuilder(address("blobs/uploads/")).POST(BodyPublishers.noBody());
    var location = send(begin.build(), 202).headers().firstValue("Location").orElseThrow();
    var digest = Digest.of(bytes).toString();
    var end =
        HttpRequest.newBuilder(URI.create(location + "&digest=" + digest))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes));
    send(end.build(), 201);
    return "\"digest\":\"%s\",\"size\":%d".formatted(digest, bytes.length);
  }

  private URI address(String path) {
    return URI.create("http://" + registry.name() + "/v2/" + repository + "/" + path);
  }

  private static HttpResponse<String> send(HttpRequest request, int expected) {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != expected) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

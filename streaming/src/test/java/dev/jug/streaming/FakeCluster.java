package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.PortForwardRequest;
import dev.jug.streaming.session.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of an API server and a kubelet as kubectl needs: one pod, and streams, which are led to
 * the streaming server with another path and are not touched otherwise.
 */
final class FakeCluster implements AutoCloseable {
  private static final String POD = "/api/v1/namespaces/default/pods/box";

  private final StreamingServer server;
  private final ServerSocket listening;
  private final Set<String> upgrades = ConcurrentHashMap.newKeySet();

  private FakeCluster(StreamingServer server, ServerSocket listening) {
    this.server = server;
    this.listening = listening;
  }

  static FakeCluster start(StreamingServer server) throws IOException {
    var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var cluster = new FakeCluster(server, listening);
    Thread.ofVirtual().start(cluster::accept);
    return cluster;
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** What clients went on with, in lower case. */
  Set<String> upgrades() {
    return upgrades;
  }

  private void accept() {
    try {
      while (true) {
        var client = listening.accept();
        client.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      for (var head = head(client.getInputStream());
          !head.isEmpty();
          head = head(client.getInputStream())) {
        var target = head.split(" ", 3)[1];
        if (head.contains("Upgrade")) {
          forward(client, head, target);
          return;
        }
        answer(client.getOutputStream(), target.replaceFirst("\\?.*", ""));
      }
    } catch (IOException _) {
      // The client is gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(ISO_8859_1);
      }
    }
    return "";
  }

  private static void answer(OutputStream out, String path) throws IOException {
    var body =
        switch (path) {
          case "/api" -> "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
          case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
          case "/api/v1" ->
              "{\"kind\":\"APIResourceList\",\"groupVersion\":\"v1\",\"resources\":[{\"name\":"
                  + "\"pods\",\"singularName\":\"pod\",\"namespaced\":true,\"kind\":\"Pod\","
                  + "\"verbs\":[\"get\"]}]}";
          case "/version" -> "{\"major\":\"1\",\"minor\":\"32\",\"gitVersion\":\"v1.32.4\"}";
          case POD ->
              "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"box\",\"namespace\":"
                  + "\"default\"},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"x\","
                  + "\"stdin\":true}]},\"status\":{\"phase\":\"Running\"}}";
          default -> "";
        };
    var status = body.isEmpty() ? "404 Not Found" : "200 OK";
    var bytes = body.getBytes(UTF_8);
    var head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, bytes.length);
    out.write(head.getBytes(UTF_8));
    out.write(bytes);
    out.flush();
  }

  private void forward(Socket client, String head, String target) throws IOException {
    var path = url(target).getPath();
    head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("upgrade: "))
        .forEach(line -> upgrades.add(line.substring("upgrade: ".length())));
    try (var streaming = new Socket(server.address().getAddress(), server.address().getPort())) {
      streaming.setTcpNoDelay(true);
      streaming.getOutputStream().write(head.replace(target, path).getBytes(ISO_8859_1));
      var up = Thread.ofVirtual().start(() -> copy(client, streaming));
      copy(streaming, client);
      client.close();
      up.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // One of the two is gone.
    }
  }

  private URI url(String target) {
    var query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
    var wanted = List.of(query.split("&"));
    var command = new ArrayList<String>();
    for (var parameter : wanted) {
      if (parameter.startsWith("command=")) {
        command.add(URLDecoder.decode(parameter.substring("command=".length()), UTF_8));
      }
    }
    if (target.startsWith(POD + "/portforward")) {
      return server.portForward(new PortForwardRequest("pod", List.of()));
    }
    var streams =
        new Wanted(
            wanted.contains("stdin=true"),
            wanted.contains("stdout=true"),
            wanted.contains("stderr=true"),
            wanted.contains("tty=true"));
    return target.startsWith(POD + "/exec")
        ? server.exec(new ExecRequest("box", command, streams))
        : server.attach(new AttachRequest("box", streams));
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

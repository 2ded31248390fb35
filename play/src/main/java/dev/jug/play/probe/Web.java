package dev.jug.play.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jug.image.registry.config.TlsMaterial;
import dev.jug.kube.model.Check;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One question over HTTP, as the kubelet asks it: codes from 200 to 399 are good, a redirection is
 * not followed, and any certificate is believed.
 *
 * @param place whom to ask
 * @param get what
 * @param timeout for all of it
 */
record Web(InetSocketAddress place, Check.HttpGet get, Duration timeout) {
  private static final Pattern GOOD = Pattern.compile("HTTP/1\\.[01] [23][0-9][0-9]( .*)?");

  boolean isGood() throws IOException {
    try (var plain = connect(place, timeout);
        var socket = get.https() ? encrypted(plain) : plain) {
      socket.getOutputStream().write(request().getBytes(ISO_8859_1));
      var in = new InputStreamReader(socket.getInputStream(), ISO_8859_1);
      var line = new BufferedReader(in).readLine();
      return line != null && GOOD.matcher(line).matches();
    }
  }

  /** It is asked whether a container works, not who it is, and nothing secret is sent. */
  private Socket encrypted(Socket plain) throws IOException {
    var tls = TlsMaterial.NONE.context(false).getSocketFactory();
    return tls.createSocket(plain, place.getHostString(), plain.getPort(), true);
  }

  static Socket connect(InetSocketAddress place, Duration timeout) throws IOException {
    int millis = (int) timeout.toMillis();
    var socket = new Socket();
    try {
      socket.setSoTimeout(millis);
      socket.connect(place, millis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private String request() {
    var text = new StringBuilder();
    var path = get.path().startsWith("/") ? get.path() : "/" + get.path();
    text.append("GET ").append(path).append(" HTTP/1.1\r\n");
    boolean said = get.headers().stream().anyMatch(one -> one.name().equalsIgnoreCase("host"));
    if (!said) {
      text.append("Host: ").append(place.getHostString()).append(':').append(place.getPort());
      text.append("\r\n");
    }
    text.append("User-Agent: kube-probe/jug\r\nAccept: */*\r\nConnection: close\r\n");
    get.headers()
        .forEach(one -> text.append(one.name()).append(": ").append(one.value()).append("\r\n"));
    return text.append("\r\n").toString();
  }
}

package dev.jug.app.kubernetes;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.grpc.GrpcClient;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Calls the engine as a kubelet does: over a connection of its own each time. */
record Kubelet(Path socket) {
  /**
   * Something of the RuntimeService.
   *
   * @throws IOException if the engine refuses it, or goes away meanwhile
   */
  Message call(String rpc, Consumer<Draft> request) throws IOException, InterruptedException {
    return call("RuntimeService", rpc, request);
  }

  /** Something of the ImageService; throws as {@link #call}. */
  Message images(String rpc, Consumer<Draft> request) throws IOException, InterruptedException {
    return call("ImageService", rpc, request);
  }

  private Message call(String service, String rpc, Consumer<Draft> request)
      throws IOException, InterruptedException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var client =
          new GrpcClient(Channels.newInputStream(channel), Channels.newOutputStream(channel));
      Thread.ofVirtual().start(() -> serve(client));
      var path = "/runtime.v1." + service + "/" + rpc;
      return Message.of(rpc + "Response", client.unary(path, Draft.of(rpc + "Request", request)));
    }
  }

  private static void serve(GrpcClient client) {
    try {
      client.run();
    } catch (IOException | InterruptedException _) {
      // The call fails, which whoever made it sees.
    }
  }
}

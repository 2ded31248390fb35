package dev.jug.cri;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.grpc.ClientCall;
import dev.jug.grpc.GrpcClient;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Calls the interface as a kubelet does. */
@SuppressWarnings("exports") // Only tests see it.
public final class Kubelet implements AutoCloseable {
  private final SocketChannel channel;
  private final GrpcClient client;

  /** Connects to a socket. */
  Kubelet(Path socket) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    client = new GrpcClient(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    Thread.ofVirtual()
        .start(() -> {
          try {
            client.run();
          } catch (IOException | InterruptedException _) {
            // Calls under way fail, which tests see.
          }
        });
  }

  /** Something of the RuntimeService. */
  public Message runtime(String rpc, Consumer<Draft> request) {
    return call("v1.RuntimeService", rpc, request);
  }

  /** Something of the ImageService. */
  public Message images(String rpc, Consumer<Draft> request) {
    return call("v1.ImageService", rpc, request);
  }

  /** Something of the RuntimeService, by the name that kubelets before 1.23 have for it. */
  public Message earlier(String rpc, Consumer<Draft> request) {
    return call("v1alpha2.RuntimeService", rpc, request);
  }

  private Message call(String service, String rpc, Consumer<Draft> request) {
    try {
      var answer =
          client.unary("/runtime." + service + "/" + rpc, Draft.of(rpc + "Request", request));
      return Message.of(rpc + "Response", answer);
    } catch (GrpcException e) {
      throw new Refused(e.status(), e.getMessage());
    } catch (IOException e) {
      throw new AssertionError(rpc, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Listens to what comes until it is closed.
   *
   * @param request what the request is called, which is empty
   */
  public ClientCall follow(String rpc, String request, Consumer<Message> listener)
      throws IOException, InterruptedException {
    var call = client.call("/runtime.v1.RuntimeService/" + rpc, Map.of());
    call.send(Draft.of(request).bytes());
    call.end();
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (var next = call.receive(); next.isPresent(); next = call.receive()) {
              listener.accept(Message.of("ContainerEventResponse", next.get()));
            }
          } catch (IOException _) {
            // The call was given up.
          }
        });
    return call;
  }

  /** A call that did not end well. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status status;

    Refused(Status status, String message) {
      super(status + ": " + message);
      this.status = status;
    }

    /** How it ended. */
    public Status status() {
      return status;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

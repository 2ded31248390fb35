package dev.jug.cri;

import dev.jug.cri.call.Calls;
import dev.jug.cri.image.ImageService;
import dev.jug.cri.runtime.ContainerService;
import dev.jug.cri.runtime.EventService;
import dev.jug.cri.runtime.MetricService;
import dev.jug.cri.runtime.NodeService;
import dev.jug.cri.runtime.SandboxService;
import dev.jug.cri.runtime.StatsService;
import dev.jug.cri.stream.PodSessions;
import dev.jug.cri.stream.StreamService;
import dev.jug.engine.Engine;
import dev.jug.engine.settings.CriSettings;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.GrpcServer;
import dev.jug.image.registry.OpensRegistries;
import dev.jug.streaming.StreamingServer;
import dev.jug.streaming.StreamingSettings;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves kubelets at a Unix socket, and their clients at a port, until it is closed. Containers go
 * on without it.
 */
public final class Cri implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Cri.class.getName());

  /** While no kubelet can be accepted, mostly for want of descriptors, or of threads. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final CriSocket socket;
  private final GrpcServer server;
  private final StreamingServer streams;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

  private Cri(CriSocket socket, GrpcServer server, StreamingServer streams) {
    this.socket = socket;
    this.server = server;
    this.streams = streams;
  }

  /**
   * Opens it.
   *
   * @param registries are reached as the engine is told to
   * @param version of Jug
   * @param places to listen at; only root may connect to the socket
   * @throws IOException if it cannot listen there
   */
  public static Cri open(
      Engine engine, OpensRegistries registries, String version, CriSettings places)
      throws IOException {
    var streams = streams(engine, places);
    try {
      var server = new GrpcServer(methods(engine, registries, version, streams));
      var cri = new Cri(CriSocket.listen(places.socket()), server, streams);
      Thread.ofVirtual().name("cri").start(cri::accept);
      return cri;
    } catch (IOException | RuntimeException e) {
      streams.close();
      throw e;
    }
  }

  private static StreamingServer streams(Engine engine, CriSettings places) throws IOException {
    try {
      return StreamingServer.start(
          new PodSessions(engine.pods()),
          StreamingSettings.defaults().withAddress(places.streams()));
    } catch (IOException e) {
      throw new IOException(
          "cannot listen at cri-stream-address " + places.streams() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, GrpcMethod> methods(
      Engine engine, OpensRegistries registries, String version, StreamingServer streams) {
    var runtime = new Calls("RuntimeService");
    new NodeService(engine, version).addTo(runtime);
    new SandboxService(engine.pods()).addTo(runtime);
    new ContainerService(engine.pods()).addTo(runtime);
    new StreamService(engine.pods(), streams).addTo(runtime);
    var stats = new StatsService(engine);
    stats.addTo(runtime);
    new MetricService(stats).addTo(runtime);
    new EventService(engine.pods()).addTo(runtime);
    addMissing(runtime);
    var images = new Calls("ImageService");
    new ImageService(engine, registries).addTo(images);
    var methods = new LinkedHashMap<>(runtime.methods());
    methods.putAll(images.methods());
    return methods;
  }

  private static void addMissing(Calls calls) {
    var checkpoints = "checkpoints of containers are not there";
    calls.missing("CheckpointContainer", checkpoints);
    calls.missing("CheckpointPod", checkpoints);
    calls.missing("RestorePod", checkpoints);
  }

  private void accept() {
    while (true) {
      try {
        begin(socket.accept());
      } catch (ClosedChannelException _) {
        LOG.log(System.Logger.Level.DEBUG, "cri: closed");
        return;
      } catch (IOException | OutOfMemoryError e) {
        LOG.log(System.Logger.Level.WARNING, "cri: no kubelet is accepted: {0}", e.getMessage());
        pause();
      }
    }
  }

  private void begin(SocketChannel client) throws IOException {
    clients.add(client);
    try {
      Thread.ofVirtual().name("cri-client").start(() -> serve(client));
    } catch (OutOfMemoryError e) {
      clients.remove(client);
      client.close();
      throw e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      server.serve(Channels.newInputStream(client), Channels.newOutputStream(client));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cri: a connection broke: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  /** Ends all connections; calls under way are interrupted. */
  @Override
  public void close() {
    socket.close();
    streams.close();
    for (var client : clients) {
      try {
        client.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "cri: {0}", e.getMessage());
      }
    }
  }
}

package dev.jug.conformance.dockerjava;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.jug.app.docker.Docker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** docker-java at a private engine of ours, which has the image {@code box:1}. */
final class Client implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final Docker docker;
  private final DockerClient client;

  Client(Path folder) {
    docker = new Docker(folder);
    client = open("1.44");
  }

  /**
   * Another client of the same engine.
   *
   * @param version of the API; empty to ask for none
   */
  DockerClient open(String version) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost("unix://" + docker.socket())
            .withDockerTlsVerify(false)
            .withDockerConfig(docker.folder().toString())
            .withApiVersion(version)
            .build();
    var http = new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build();
    return DockerClientImpl.getInstance(config, http);
  }

  DockerClient docker() {
    return client;
  }

  /** The engine's own command. */
  Docker engine() {
    return docker;
  }

  /** Begins to describe a container of {@code box:1}. */
  CreateContainerCmd box(String... command) {
    return client.createContainerCmd("box:1").withCmd(command);
  }

  /** Creates what is described, starts it, and gives its id. */
  String start(CreateContainerCmd container) {
    var id = container.exec().getId();
    client.startContainerCmd(id).exec();
    return id;
  }

  /** Waits for its end, and gives its exit code. */
  int await(String id) {
    return client
        .waitContainerCmd(id)
        .exec(new WaitContainerResultCallback())
        .awaitStatusCode(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What a finished container wrote. */
  Collected logs(String id) {
    var collected = new Collected();
    client.logContainerCmd(id).withStdOut(true).withStdErr(true).exec(collected);
    return collected.complete();
  }

  /** Removes all containers. */
  void empty() {
    for (var container : client.listContainersCmd().withShowAll(true).exec()) {
      client.removeContainerCmd(container.getId()).withForce(true).exec();
    }
  }

  /** The frames of a stream, apart by what they came from. */
  static final class Collected extends ResultCallback.Adapter<Frame> {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public synchronized void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
    }

    Collected complete() {
      try (this) {
        if (!awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("the stream does not end; it had " + out());
        }
        return this;
      } catch (InterruptedException | IOException e) {
        throw new AssertionError(e);
      }
    }

    synchronized String out() {
      return out.toString(UTF_8);
    }

    synchronized String err() {
      return err.toString(UTF_8);
    }

    List<String> lines() {
      return out().lines().toList();
    }
  }

  @Override
  public void close() {
    try (docker) {
      empty();
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

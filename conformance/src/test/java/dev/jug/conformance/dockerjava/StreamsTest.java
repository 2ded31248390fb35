package dev.jug.conformance.dockerjava;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.core.InvocationBuilder.AsyncResultCallback;
import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.conformance.dockerjava.Client.Collected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flows: logs, attached streams, processes beside the first, events, statistics. */
@EndToEnd
class StreamsTest {
  @TempDir static Path folder;
  private static Client client;
  private static DockerClient docker;

  @BeforeAll
  static void open() {
    client = new Client(folder);
    docker = client.docker();
  }

  @AfterEach
  void empty() {
    client.empty();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void logsHaveBothStreamsApart() {
    var id = client.start(client.box("sh", "-c", "seq 1000; echo err >&2"));
    client.await(id);

    assertThat(client.logs(id).lines()).hasSize(1000).endsWith("1000");
    assertThat(client.logs(id).err()).isEqualTo("err\n");
    var last = new Collected();
    docker.logContainerCmd(id).withStdOut(true).withTail(2).withTimestamps(true).exec(last);
    assertThat(last.complete().lines()).hasSize(2).allMatch(line -> line.matches("20\\S+Z \\d+"));
  }

  @Test
  void logsAreFollowedToTheEnd() {
    var id = client.start(client.box("sh", "-c", "echo early; sleep 0.2; echo late"));

    var followed = new Collected();
    docker.logContainerCmd(id).withStdOut(true).withFollowStream(true).exec(followed);
    assertThat(followed.complete().lines()).containsExactly("early", "late");
  }

  @Test
  void aTerminalsOutputComesRaw() {
    var id = client.start(client.box("echo", "hello").withTty(true));
    client.await(id);

    assertThat(client.logs(id).out()).isEqualTo("hello\r\n");
  }

  @Test
  void whoAttachesTypesAndReads() throws Exception {
    var id =
        client
            .box("sh", "-c", "read line; echo \"got $line\"; echo err >&2")
            .withStdinOpen(true)
            .withStdInOnce(true)
            .withAttachStdin(true)
            .exec()
            .getId();
    var attached = new Collected();
    docker
        .attachContainerCmd(id)
        .withStdIn(new ByteArrayInputStream("typed\n".getBytes(UTF_8)))
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(attached);
    attached.awaitStarted(5, TimeUnit.SECONDS);
    docker.startContainerCmd(id).exec();

    attached.complete();
    assertThat(attached.out()).isEqualTo("got typed\n");
    assertThat(attached.err()).isEqualTo("err\n");
  }

  @Test
  void otherProcessesRunBesideIt() {
    var id = client.start(client.box("sleep", "99"));
    var exec =
        docker
            .execCreateCmd(id)
            .withCmd("sh", "-c", "echo $A; pwd; id -u; echo err >&2; exit 9")
            .withEnv(List.of("A=b"))
            .withWorkingDir("/tmp")
            .withUser("1000")
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    var ran = new Collected();
    docker.execStartCmd(exec).exec(ran);

    assertThat(ran.complete().lines()).containsExactly("b", "/tmp", "1000");
    assertThat(ran.err()).isEqualTo("err\n");
    var shown = docker.inspectExecCmd(exec).exec();
    assertThat(shown.isRunning()).isFalse();
    assertThat(shown.getExitCodeLong()).isEqualTo(9);
    assertThat(shown.getContainerID()).isEqualTo(id);
    assertThat(shown.getProcessConfig().getArguments()).hasSize(2);
  }

  @Test
  void theyReadWhatIsTyped() {
    var id = client.start(client.box("sleep", "99"));
    var exec =
        docker
            .execCreateCmd(id)
            .withCmd("head", "-n", "1")
            .withAttachStdin(true)
            .withAttachStdout(true)
            .exec()
            .getId();
    var ran = new Collected();
    docker
        .execStartCmd(exec)
        .withStdIn(new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8)))
        .exec(ran);

    assertThat(ran.complete().out()).isEqualTo("one\n");
  }

  @Test
  void nobodyExecsInWhatHasEnded() {
    var id = client.start(client.box("true"));
    client.await(id);

    assertThatThrownBy(() -> docker.execCreateCmd(id).withCmd("true").exec())
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is not running");
  }

  /** What comes, in order. */
  private static final class Kept<T> extends ResultCallback.Adapter<T> {
    private final List<T> all = new CopyOnWriteArrayList<>();

    @Override
    public void onNext(T item) {
      all.add(item);
    }
  }

  @Test
  void eventsTellWhatHappens() throws Exception {
    try (var events = new Kept<Event>()) {
      docker.eventsCmd().withLabelFilter(Map.of("watch", "me")).exec(events);
      events.awaitStarted(5, TimeUnit.SECONDS);
      var id = client.start(client.box("true").withName("one").withLabels(Map.of("watch", "me")));
      client.await(id);
      docker.removeContainerCmd(id).exec();

      Jug.eventually(() ->
          assertThat(events.all)
              .extracting(Event::getAction)
              .containsSubsequence("create", "start", "die", "destroy"));
      var died = events.all.stream().filter(e -> e.getAction().equals("die")).findFirst().get();
      assertThat(died.getId()).isEqualTo(id);
      assertThat(died.getStatus()).isEqualTo("die");
      assertThat(died.getFrom()).isEqualTo("box:1");
      assertThat(died.getType().getValue()).isEqualTo("container");
      assertThat(died.getActor().getAttributes())
          .containsEntry("name", "one")
          .containsEntry("exitCode", "0")
          .containsEntry("watch", "me");
      assertThat(Instant.ofEpochSecond(died.getTime())).isAfter(Instant.now().minusSeconds(60));
    }
  }

  @Test
  void statisticsAreMeasured() throws IOException {
    var id = client.start(client.box("sleep", "99"));

    try (var once = new AsyncResultCallback<Statistics>()) {
      docker.statsCmd(id).withNoStream(true).exec(once);
      var measured = once.awaitResult();
      assertThat(measured.getPidsStats().getCurrent()).isEqualTo(1);
      assertThat(measured.getMemoryStats().getUsage()).isPositive();
      assertThat(measured.getMemoryStats().getLimit()).isPositive();
      assertThat(measured.getCpuStats().getCpuUsage().getTotalUsage()).isPositive();
      assertThat(measured.getCpuStats().getSystemCpuUsage()).isPositive();
      assertThat(measured.getNetworks()).containsKey("eth0");
    }
    try (var all = new Kept<Statistics>()) {
      docker.statsCmd(id).exec(all);
      Jug.eventually(() -> assertThat(all.all).hasSizeGreaterThanOrEqualTo(2));
    }
  }
}

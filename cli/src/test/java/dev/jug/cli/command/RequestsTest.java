package dev.jug.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.door.Front;
import dev.jug.door.Prepared;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.linux.io.Socket;
import dev.jug.oci.image.Healthcheck;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Words of a command line and the request they become. */
class RequestsTest {
  private final RunCommand command = new RunCommand();
  private final CommandLine parser = Prepared.Line.of(command).parser();

  private ContainerRequest parse(String words) {
    try (var pair = Socket.pair()) {
      var asked = new Request("jug", List.of(), Map.of("HOST_NAME", "v"), "/here", 0, 24, 80);
      parser.parseArgs(words.split(" ", -1));
      var front = new Front(new FrameSocket(pair.first()), asked, List.of());
      return new Requests(command.options, front, name -> "/jug/rc-" + name)
          .request(command.detach);
    }
  }

  @Test
  void whatFollowsTheImageBelongsToTheCommand() {
    assertThat(parse("--rm host ls -l --rm").process().command())
        .containsExactly("ls", "-l", "--rm");
    assertThat(parse("host -- ls -- -l").process().command()).containsExactly("ls", "--", "-l");
  }

  @Test
  void wordsAreNotLookedInto() {
    assertThat(parse("-e A=@/etc/passwd host echo @/etc/passwd ${sys:user.home}").process())
        .satisfies(process -> assertThat(process.environment()).containsExactly("A=@/etc/passwd"))
        .satisfies(process ->
            assertThat(process.command())
                .containsExactly("echo", "@/etc/passwd", "${sys:user.home}"));
  }

  @Test
  void aHealthCheckIsWhatWasSaidOrLeftToTheImage() {
    assertThat(parse("host true").health()).isNull();
    assertThat(
            parse("--health-cmd true --health-interval 1m30s --health-retries 2 host x").health())
        .isEqualTo(new Healthcheck(List.of("CMD-SHELL", "true"), 90_000_000_000L, 0, 0, 0, 2));
    assertThat(parse("--no-healthcheck host true").health().test()).containsExactly("NONE");
    assertThatThrownBy(() -> parse("--no-healthcheck --health-cmd x host true"))
        .isInstanceOf(Invalid.class)
        .hasMessage("--no-healthcheck conflicts with --health-* options");
    assertThatThrownBy(() -> parse("--health-timeout soon host true")).isInstanceOf(Invalid.class);
  }

  @Test
  void whatGoesAwayIsNotStartedAgain() {
    assertThat(parse("--restart always host true").restartPolicy().shown()).isEqualTo("always");
    assertThatThrownBy(() -> parse("--rm --restart always host true"))
        .hasMessage("conflicting options: cannot specify both --restart and --rm");
  }

  @Test
  void pathsAreTheCallers() {
    assertThat(parse("--rootfs a/../b true").image())
        .isEqualTo(new ContainerImage.Rootfs(Path.of("/here/b")));
    assertThat(parse("--bundle /b").image()).isEqualTo(new ContainerImage.Bundle(Path.of("/b")));
  }

  @Test
  void sizesAndSharesHaveUnits() {
    var resources = parse("-m 1g --memory-swap -1 --cpus 1.5 --pids-limit 9 host a").resources();

    assertThat(resources.memory()).isEqualTo(1L << 30);
    assertThat(resources.memorySwap()).isEqualTo(-1);
    assertThat(resources.nanoCpus()).isEqualTo(1_500_000_000);
    assertThat(resources.pidsLimit()).isEqualTo(9);
  }

  @Test
  void aVariableWithoutValueIsTheCallers() {
    assertThat(parse("-e A=1 -e HOST_NAME -e NOBODY_HAS_IT host a").process().environment())
        .containsExactly("A=1", "HOST_NAME=v");
  }

  @Test
  void inputEndsWithItsClientUnlessDetached() {
    assertThat(parse("-i host cat").process().stdinOnce()).isTrue();
    assertThat(parse("-d -i host cat").process().stdinOnce()).isFalse();
  }

  @Test
  void mountsComeInThreeNotations() {
    var storage =
        parse("-v /a:/b:ro --mount type=bind,src=/c,dst=/d --tmpfs /e:size=1m host a").storage();

    assertThat(storage.binds())
        .hasSize(2)
        .first()
        .satisfies(b -> assertThat(b.options()).contains("ro"));
    assertThat(storage.tmpfs())
        .singleElement()
        .satisfies(t -> assertThat(t.target()).isEqualTo("/e"));
  }

  /** The parser is kept from one command line to the next. */
  @Test
  void nothingOfALineIsLeftInTheNext() {
    var before = parse("host true");
    parse("--rm -it -e A=1 -v /a:/b -m 1g -u 5 -w /x --cap-add ALL --name abc -d host false");

    assertThat(parse("host true")).isEqualTo(before);
    assertThat(command.detach).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-m lots host a", "--cpus many host a", "--mount type=bind,src=c,dst=/d host a",
        "--mount type=bind,src=/c,dst=d host a", "-e =x host a", "--ulimit nofile host a",
        "--shm-size -5 host a"
      })
  void whatMakesNoSenseIsRefused(String words) {
    assertThatThrownBy(() -> parse(words)).isInstanceOf(Invalid.class).message().isNotEmpty();
  }

  @Test
  void anyOtherNameIsOfAStoredImage() {
    assertThat(parse("alpine true").image()).isEqualTo(new ContainerImage.Stored("alpine", null));
  }
}

package dev.jug.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.error.DockerfileException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
  private static Dockerfile parse(String text) {
    return Dockerfile.parse("Dockerfile", text);
  }

  private static Instruction one(String line) {
    return parse("FROM scratch\n" + line).stages().getFirst().instructions().getFirst();
  }

  private static <T extends Instruction> T one(Class<T> type, String line) {
    return type.cast(one(line));
  }

  @Test
  void stagesHaveNamesAndNumbers() {
    var file =
        parse("ARG V=1\nfrom --platform=linux/arm64 debian:$V As Build\nRUN a\nFROM scratch\n");

    assertThat(file.globals()).hasSize(1);
    assertThat(file.stages()).extracting(Stage::index).containsExactly(0, 1);
    var build = file.stages().getFirst();
    assertThat(build.from().image()).isEqualTo("debian:$V");
    assertThat(build.from().platform()).isEqualTo("linux/arm64");
    assertThat(build.from().alias()).isEqualTo("Build");
    assertThat(build.name()).isEqualTo("build");
    assertThat(build.isCalled("BUILD")).isTrue();
    assertThat(build.isCalled("0")).isTrue();
    assertThat(file.stages().get(1).name()).isNull();
  }

  @Test
  void linesGoOnOverCommentsAndEmptyLines() {
    var run = one(Run.class, "RUN a && \\\n  # why\n\n  b \\  \n c\nENV x=1");

    assertThat(run.command()).isEqualTo(new Command.Line("a &&   b  c"));
    assertThat(run.origin().range().start()).isEqualTo(new Position(2, 1));
    assertThat(run.origin().range().end().line()).isEqualTo(6);
  }

  @Test
  void twoEscapesAtTheEndDoNotGoOn() {
    assertThat(one(Run.class, "RUN a\\\\\nRUN b").command()).isEqualTo(new Command.Line("a\\\\"));
  }

  @Test
  void theEscapeDirectiveFreesTheBackslash() {
    var file = parse("# escape=`\nFROM scratch\nCOPY a c:\\\nRUN b `\n  c");

    var copy = (Copy) file.stages().getFirst().instructions().getFirst();
    assertThat(copy.destination()).isEqualTo("c:\\");
    assertThat(file.directives().escape()).isEqualTo('`');
  }

  @Test
  void directivesEndWithTheFirstLineThatIsNone() {
    var file = parse("# syntax = docker/dockerfile:1\n# check=skip=all\n# hi\n# escape=`\nFROM x");

    assertThat(file.directives())
        .isEqualTo(new Directives("docker/dockerfile:1", '\\', "skip=all"));
  }

  @Test
  void commandsHaveTwoForms() {
    assertThat(one(Cmd.class, "CMD [\"a\", \"b c\"]").command())
        .isEqualTo(new Command.Words(List.of("a", "b c")));
    assertThat(one(Cmd.class, "CMD ['a']").command()).isEqualTo(new Command.Line("['a']"));
    assertThat(one(Cmd.class, "CMD [ -f x ] && y").command())
        .isEqualTo(new Command.Line("[ -f x ] && y"));
    assertThat(one(Entrypoint.class, "ENTRYPOINT []").command())
        .isEqualTo(new Command.Words(List.of()));
  }

  @Test
  void hereDocumentsAreTakenOut() {
    var file = parse("FROM scratch\nRUN <<-\"A\" cat <<B 3<<C\n\t\tone $x\n\tA\ntwo\nB\nC\nUSER u");
    var run = (Run) file.stages().getFirst().instructions().getFirst();

    assertThat(run.heredocs())
        .containsExactly(
            new Heredoc("A", false, true, 0, "\t\tone $x\n"),
            new Heredoc("B", true, false, 0, "two\n"),
            new Heredoc("C", true, false, 3, ""));
    assertThat(run.heredocs().getFirst().body()).isEqualTo("one $x\n");
    assertThat(run.origin().range().end().line()).isEqualTo(7);
    assertThat(file.stages().getFirst().instructions()).hasSize(2);
  }

  @Test
  void copiedHereDocumentsAreFiles() {
    var copy = one(Copy.class, "COPY --link a <<EOF /x/\n# no comment\nEOF\n");

    assertThat(copy.sources()).containsExactly("a");
    assertThat(copy.heredocs()).extracting(Heredoc::content).containsExactly("# no comment\n");
    assertThat(copy.destination()).isEqualTo("/x/");
    assertThat(copy.flags().link()).isTrue();
  }

  @Test
  void aShiftIsNoHereDocument() {
    assertThat(one(Run.class, "RUN echo $((1 << 2)) \"<<EOF\"").heredocs()).isEmpty();
    assertThat(one(Run.class, "RUN cat <<<word").heredocs()).isEmpty();
  }

  @Test
  void copyAndAddHaveTheirFlags() {
    var copy =
        one(
            Copy.class,
            "COPY --from=b --chown=1:2 --chmod=u+x --parents --exclude=*.a --exclude=*.b a b /c/");
    assertThat(copy.from()).isEqualTo("b");
    assertThat(copy.flags())
        .isEqualTo(new CopyFlags("1:2", "u+x", false, true, List.of("*.a", "*.b")));

    var add =
        one(Add.class, "ADD --checksum=sha256:0 --keep-git-dir --unpack=false [\"a b\", \"/\"]");
    assertThat(add.sources()).containsExactly("a b");
    assertThat(add.checksum()).isEqualTo("sha256:0");
    assertThat(add.keepGitDir()).isTrue();
    assertThat(add.unpack()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENV a=b c='d e' f=|a,b c,'d e' f,|false",
        "ENV a b  c|a,b  c|true",
        "ENV a=\"x y\"z|a,\"x y\"z|false",
        "LABEL \"a b\"=c d=e\\ f|\"a b\",c d,e\\ f|false",
      })
  void pairsHaveTwoForms(String line, String expected, boolean legacy) {
    var instruction = one(line);
    var pairs = instruction instanceof Env env ? env.pairs() : ((Label) instruction).pairs();
    var isLegacy = instruction instanceof Env env ? env.legacy() : ((Label) instruction).legacy();

    assertThat(String.join(" ", pairs.stream().map(p -> p.key() + "," + p.value()).toList()))
        .isEqualTo(expected);
    assertThat(isLegacy).isEqualTo(legacy);
  }

  @Test
  void healthChecksHaveTimes() {
    var check =
        one(
            Healthcheck.class,
            "HEALTHCHECK --interval=1m30s --timeout=500ms --start-period=1h --start-interval=2s"
                + " --retries=3 CMD curl x");
    assertThat(check.command()).isEqualTo(new Command.Line("curl x"));
    assertThat(check.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(check.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(check.startPeriod()).isEqualTo(Duration.ofHours(1));
    assertThat(check.startInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(check.retries()).isEqualTo(3);
    assertThat(one(Healthcheck.class, "HEALTHCHECK none").command()).isNull();
  }

  @Test
  void triggersKeepTheirText() {
    var trigger = one(OnBuild.class, "ONBUILD COPY <<A /a\nx\nA");

    assertThat(trigger.trigger()).isEqualTo("COPY <<A /a\nx\nA");
    assertThat(trigger.instruction()).isInstanceOf(Copy.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "target=/x|Bind[target=/x, from=null, source=/, writable=false]",
        "type=bind,from=a,src=/b,dst=/x,rw|Bind[target=/x, from=a, source=/b, writable=true]",
        "type=cache,target=/c|Cache[target=/c, id=/c, readOnly=false, sharing=SHARED, from=null,"
            + " source=/, mode=493, uid=0, gid=0]",
        "type=cache,target=/c,id=i,sharing=locked,mode=0700,uid=1,gid=2,ro|Cache[target=/c, id=i,"
            + " readOnly=true, sharing=LOCKED, from=null, source=/, mode=448, uid=1, gid=2]",
        "type=tmpfs,target=/t,size=2m|Tmpfs[target=/t, size=2097152]",
        "type=secret,id=s|Secret[target=/run/secrets/s, id=s, env=null, required=false, mode=256,"
            + " uid=0, gid=0]",
        "type=secret,id=s,env=S,required|Secret[target=null, id=s, env=S, required=true, mode=256,"
            + " uid=0, gid=0]",
        "type=secret,target=/a/b|Secret[target=/a/b, id=b, env=null, required=false, mode=256,"
            + " uid=0, gid=0]",
        "type=ssh|Ssh[target=null, id=default, required=false, mode=384, uid=0, gid=0]",
      })
  void mountsHaveTypes(String text, String expected) {
    var run = one(Run.class, "RUN --mount=" + text + " x");

    assertThat(run.mounts().getFirst().resolve(UnaryOperator.identity())).hasToString(expected);
  }

  @Test
  void networkAndSecurityAreChosen() {
    var run = one(Run.class, "RUN --network=none --security=insecure x");

    assertThat(run.network()).isEqualTo(NetworkMode.NONE);
    assertThat(run.security()).isEqualTo(SecurityMode.INSECURE);
    assertThat(run.command()).isEqualTo(new Command.Line("x"));
  }

  @Test
  void carriageReturnsAndByteOrderMarksDoNotCount() {
    var file = parse("\uFEFFFROM scratch\r\nUSER a\r\n");

    assertThat(((User) file.stages().getFirst().instructions().getFirst()).user()).isEqualTo("a");
  }

  @Test
  void aMistakeShowsItsPlaceItsLineAndWhatWouldBeRight() {
    assertThatThrownBy(() -> parse("FROM scratch\n\n  WROKDIR /a\n"))
        .isInstanceOfSatisfying(
            DockerfileException.class,
            wrong ->
                assertThat(wrong.describe())
                    .startsWith(
                        """
                        dockerfile parse error on line 3: unknown instruction: WROKDIR (did you mean WORKDIR?)
                        Dockerfile:3
                          3 | WROKDIR /a
                        instructions are ADD, ARG\
                        """));
  }
}

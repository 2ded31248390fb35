package dev.jug.linux;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;
import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_NOFOLLOW;
import static dev.jug.linux.fs.OpenFlag.O_NONBLOCK;
import static dev.jug.linux.fs.OpenFlag.O_PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our numbers against those of the kernel's headers, as a C compiler sees them on this machine. */
class KernelNumbersTest {
  @TempDir Path folder;

  @Test
  void systemCallNumbersAreTheKernels() throws Exception {
    var wanted =
        Arrays.stream(Call.values())
            .map(c -> c + " " + c.number())
            .collect(Collectors.joining("\n"));
    var lines =
        Arrays.stream(Call.values())
            .map(c -> "printf(\"%s %%d\\n\", __NR_%s);".formatted(c, c))
            .collect(Collectors.joining("\n"));

    assertThat(compileAndRun("#include <sys/syscall.h>\n#include <asm/unistd.h>", lines))
        .isEqualTo(wanted);
  }

  @Test
  void errorNumbersAreTheKernels() throws Exception {
    var wanted =
        Arrays.stream(Errno.values())
            .map(e -> e.name() + " " + e.number())
            .collect(Collectors.joining("\n"));
    var lines =
        Arrays.stream(Errno.values())
            .map(e -> "printf(\"%s %%d\\n\", %s);".formatted(e.name(), e.name()))
            .collect(Collectors.joining("\n"));

    assertThat(compileAndRun("#include <errno.h>", lines)).isEqualTo(wanted);
  }

  @Test
  void flagsOfOpenAreTheKernels() throws Exception {
    var numbers =
        List.of(O_NONBLOCK, O_CLOEXEC, O_PATH, O_DIRECTORY, O_NOFOLLOW).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    var line =
        "printf(\"%d %d %d %d %d\", O_NONBLOCK, O_CLOEXEC, O_PATH, O_DIRECTORY, O_NOFOLLOW);";

    assertThat(compileAndRun("#define _GNU_SOURCE\n#include <fcntl.h>", line)).isEqualTo(numbers);
  }

  private String compileAndRun(String includes, String body)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler");
    var source = folder.resolve("numbers.c");
    var program = folder.resolve("numbers");
    Files.writeString(
        source, includes + "\n#include <stdio.h>\nint main(void) {\n" + body + "\nreturn 0; }\n");
    run("cc", "-o", program.toString(), source.toString());
    return run(program.toString()).strip();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}

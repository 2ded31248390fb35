package dev.jug.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Inputs that are kept in the tree, from which others are made: good ones of every kind, and those
 * that once did harm.
 *
 * @param inputs at least one
 */
public record Corpus(List<byte[]> inputs) {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String HEX = ".hex";
  private static final String LINES = ".lines";

  public Corpus {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a corpus needs an input");
    }
  }

  /**
   * The files of a folder beside a test's other resources. What a file {@code *.hex} has in
   * hexadecimal digits is one input, behind # are remarks; of a file {@code *.lines} each line is
   * one; any other is one as it is.
   *
   * @param test in a module whose directory is the current one
   */
  public static Corpus of(Class<?> test, String folder) {
    var beside = RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve(folder);
    try (var files = Files.walk(beside)) {
      var all = files.filter(Files::isRegularFile).sorted().toList();
      return new Corpus(all.stream().flatMap(Corpus::read).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** These texts. */
  public static Corpus of(String... texts) {
    return new Corpus(Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static Stream<byte[]> read(Path file) {
    try {
      var bytes = Files.readAllBytes(file);
      if (file.toString().endsWith(HEX)) {
        return Stream.of(fromHex(new String(bytes, StandardCharsets.UTF_8)));
      }
      return file.toString().endsWith(LINES)
          ? Files.readAllLines(file).stream().map(line -> line.getBytes(StandardCharsets.UTF_8))
          : Stream.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] fromHex(String text) {
    var digits = text.lines().map(line -> line.replaceAll("#.*|\\s", ""));
    return HexFormat.of().parseHex(digits.collect(Collectors.joining()));
  }
}

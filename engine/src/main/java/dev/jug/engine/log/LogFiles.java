package dev.jug.engine.log;

import dev.jug.runtime.KeptLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The files of a log, by their numbers: a higher one is newer. */
public final class LogFiles {
  private static final Pattern NAME = Pattern.compile("log(?:\\.([1-9]\\d{0,8}))?");

  private LogFiles() {}

  /** All of them, the oldest first; none if there is no such directory. */
  public static List<Path> all(Path directory) {
    return numbers(directory).stream().map(number -> path(directory, number)).toList();
  }

  /** The number of the newest; 0 if there is none. */
  public static int last(Path directory) {
    var numbers = numbers(directory);
    return numbers.isEmpty() ? 0 : numbers.getLast();
  }

  /** Where the newest is, or the first will be. */
  public static String newest(Path directory) {
    return path(directory, last(directory)).toString();
  }

  /** The next that there is after a number. */
  static OptionalInt after(Path directory, int number) {
    return Files.exists(path(directory, number + 1))
        ? OptionalInt.of(number + 1)
        : numbers(directory).stream().mapToInt(each -> each).filter(each -> each > number).min();
  }

  static Path path(Path directory, int number) {
    return directory.resolve(KeptLog.name(number));
  }

  private static List<Integer> numbers(Path directory) {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(name -> name.matches())
          .map(name -> name.group(1) == null ? 0 : Integer.parseInt(name.group(1)))
          .sorted()
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}

package dev.jug.build.dockerfile;

import dev.jug.build.dockerfile.expand.WordSplitter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows the flags of an instruction.
 *
 * @param name of the instruction, for messages
 */
record Arguments(String name, String text, char escape) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Words between blanks, whatever quotes are there; at least one. */
  List<String> words() {
    var words = Stream.of(BLANKS.split(text)).filter(word -> !word.isEmpty()).toList();
    return some(words);
  }

  /** Words between blanks, where quotes hold together; at least one. */
  List<String> quotedWords() {
    return some(WordSplitter.split(text, escape));
  }

  private List<String> some(List<String> words) {
    if (words.isEmpty()) {
      throw lack("at least one argument");
    }
    return words;
  }

  /** All of it as one. */
  String one() {
    if (text.isEmpty()) {
      throw lack("exactly one argument");
    }
    return text;
  }

  /** The strings of a JSON array; null if it is none. */
  @Nullable List<String> json() {
    return JsonWords.read(text);
  }

  /** A command that must be there. */
  Command command() {
    if (text.isEmpty()) {
      throw lack("at least one argument");
    }
    return commandOrNothing();
  }

  /** A command; no words if there is nothing. */
  Command commandOrNothing() {
    var words = json();
    if (words != null) {
      return new Command.Words(words);
    }
    return text.isEmpty() ? new Command.Words(List.of()) : new Command.Line(text);
  }

  /** Whether names and values are apart: {@code ENV name value}. */
  boolean isLegacy() {
    return quotedWords().getFirst().indexOf('=') < 0;
  }

  /** Names with values, quotes as they are written. */
  List<Pair> pairs() {
    if (isLegacy()) {
      var name = quotedWords().getFirst();
      var value = text.substring(name.length()).strip();
      if (value.isEmpty()) {
        throw new Mistake(name() + " must have two arguments", "write " + name() + " name=value");
      }
      return List.of(new Pair(name, value));
    }
    return quotedWords().stream().map(Arguments::pair).toList();
  }

  private static Pair pair(String word) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      throw new Mistake(
          "Syntax error - can't find = in \"" + word + "\". Must be of the form: name=value",
          "put values with blanks into quotes");
    }
    return new Pair(word.substring(0, equals), word.substring(equals + 1));
  }

  Mistake lack(String what) {
    return new Mistake(name + " requires " + what);
  }
}

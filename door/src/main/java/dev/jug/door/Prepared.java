package dev.jug.door;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Commands with the parsers of their options, kept from one command line to the next: finding the
 * options of a class takes longer than parsing a command line. Parsing sets every field anew.
 *
 * @param <C> what the commands of this door have in common
 */
public final class Prepared<C> {
  private final Map<String, Supplier<C>> makers;
  private final Map<String, Queue<Line<C>>> idle = new ConcurrentHashMap<>();

  /**
   * A command and its parser, for one command line at a time.
   *
   * @param <C> the kind of command
   * @param command its fields are set by the parser
   * @param parser sets them
   */
  public record Line<C>(C command, CommandLine parser) {
    /** Words mean what they say: the parser looks into no files and replaces no variables. */
    public static <C> Line<C> of(C command) {
      var parser = new CommandLine(command);
      parser.setExpandAtFiles(false).setInterpolateVariables(false);
      parser.setStopAtPositional(command instanceof TakesCommand);
      parser.setUnmatchedOptionsArePositionalParams(command instanceof TakesOptions);
      return new Line<>(command, parser);
    }
  }

  /**
   * Prepares nothing yet.
   *
   * @param makers a new command for each name
   */
  public Prepared(Map<String, Supplier<C>> makers) {
    this.makers = Map.copyOf(makers);
  }

  /** Whether there is a command of this name. */
  public boolean knows(String name) {
    return makers.containsKey(name);
  }

  /** The names of all commands, in order. */
  public SortedSet<String> names() {
    return new TreeSet<>(makers.keySet());
  }

  /** One that nobody else uses, for a name that is known. */
  public Line<C> take(String name) {
    var line = queue(name).poll();
    return line == null ? Line.of(requireNonNull(makers.get(name)).get()) : line;
  }

  /** Leaves it to others. */
  public void giveBack(String name, Line<C> line) {
    queue(name).add(line);
  }

  private Queue<Line<C>> queue(String name) {
    return idle.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>());
  }
}

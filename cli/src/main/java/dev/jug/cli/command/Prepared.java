package dev.jug.cli.command;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Commands with the parsers of their options, kept from one command line to the next: finding the
 * options of a class takes longer than parsing a command line. Parsing sets every field anew.
 */
final class Prepared {
  private final Map<String, Supplier<JugCommand>> makers;
  private final Map<String, Queue<Line>> idle = new ConcurrentHashMap<>();

  /**
   * A command and its parser, for one command line at a time.
   *
   * @param command its fields are set by the parser
   * @param parser sets them
   */
  record Line(JugCommand command, CommandLine parser) {
    /** Words mean what they say: the parser looks into no files and replaces no variables. */
    static Line of(JugCommand command) {
      var parser = new CommandLine(command);
      parser.setExpandAtFiles(false).setInterpolateVariables(false);
      parser.setStopAtPositional(command instanceof TakesCommand);
      return new Line(command, parser);
    }
  }

  Prepared(Map<String, Supplier<JugCommand>> makers) {
    this.makers = Map.copyOf(makers);
  }

  boolean knows(String name) {
    return makers.containsKey(name);
  }

  /** One that nobody else uses, for a name that is known. */
  Line take(String name) {
    var line = queue(name).poll();
    return line == null ? Line.of(requireNonNull(makers.get(name)).get()) : line;
  }

  /** Leaves it to others. */
  void giveBack(String name, Line line) {
    line.command().done();
    queue(name).add(line);
  }

  private Queue<Line> queue(String name) {
    return idle.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>());
  }
}

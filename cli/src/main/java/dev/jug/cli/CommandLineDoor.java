package dev.jug.cli;

import dev.jug.cli.command.Commands;
import dev.jug.cli.context.Context;
import dev.jug.cli.context.EngineControl;
import dev.jug.door.Front;
import dev.jug.door.FrontSession;
import dev.jug.engine.Engine;
import dev.jug.play.Play;

/** Answers command lines of {@code jug}. Thread-safe. */
public final class CommandLineDoor implements FrontSession.Program {
  private final Engine engine;
  private final Play play;
  private final EngineControl control;
  private final Commands commands = new Commands();

  public CommandLineDoor(Engine engine, Play play, EngineControl control) {
    this.engine = engine;
    this.play = play;
    this.control = control;
  }

  @Override
  public int run(Front front) {
    return commands.run(new Context(engine, play, control, front));
  }
}

package dev.jug.runtime.plan;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a plan, with the reason for it. {@link PlanBuilder} makes them; the methods here
 * refine the one just made.
 */
public final class Op {
  /** Who executes an operation. */
  public enum Actor {
    /** The launcher, which becomes the monitor. */
    LAUNCHER,
    /** The child, which becomes the container's process. */
    CONTAINER
  }

  /** What an error of this operation does. */
  enum Policy {
    FAIL,
    ACCEPT,
    JUMP
  }

  private final OpCode code;
  private final @Nullable Call call;
  private final List<Arg> args;
  private final Actor actor;
  private final String reason;
  private @Nullable Slot result;
  private Policy policy = Policy.FAIL;
  private boolean zeroFails;
  private List<Errno> errors = List.of();
  private @Nullable Label target;
  private boolean findsCommand;
  private String hint = "";
  private String shownAs = "";

  Op(OpCode code, @Nullable Call call, List<Arg> args, Actor actor, String reason) {
    this.code = code;
    this.call = call;
    this.args = List.copyOf(args);
    this.actor = actor;
    this.reason = reason;
  }

  /** Keeps the result in a slot. */
  public Op into(Slot slot) {
    result = slot;
    return this;
  }

  /** Goes on if the error is one of these (at most two); none given: whatever the error. */
  public Op accept(Errno... accepted) {
    return on(Policy.ACCEPT, accepted);
  }

  /**
   * Goes to a later place if the error is one of these (at most two); none given: whatever the
   * error. A system call may go to an earlier one.
   */
  public Op orGoTo(Label label, Errno... accepted) {
    target = label;
    return on(Policy.JUMP, accepted);
  }

  private Op on(Policy reaction, Errno... accepted) {
    if (accepted.length > 2) {
      throw new IllegalArgumentException("at most two errors");
    }
    policy = reaction;
    errors = List.of(accepted);
    return this;
  }

  /** A result of zero is an error too: the other end of a pipe or socket is gone. */
  public Op zeroFails() {
    zeroFails = true;
    return this;
  }

  /** What a person can do when this operation fails. */
  public Op hint(String advice) {
    hint = advice;
    return this;
  }

  /** Its failure means that the command cannot be executed. */
  public Op findsCommand() {
    findsCommand = true;
    return this;
  }

  /** Whether its failure means that the command cannot be executed. */
  public boolean isAboutCommand() {
    return findsCommand || code == OpCode.EXEC;
  }

  /** Another text for a person than the operation's own. */
  Op shownAs(String text) {
    shownAs = text;
    return this;
  }

  Op startsAt(Label label) {
    target = label;
    return this;
  }

  /** What it does. */
  public OpCode code() {
    return code;
  }

  /** Who executes it. */
  public Actor actor() {
    return actor;
  }

  /** The field of the spec, or the rule, that asked for it. */
  public String reason() {
    return reason;
  }

  /** What a person can do when it fails; empty if nothing special. */
  public String hint() {
    return hint;
  }

  @Nullable Call call() {
    return call;
  }

  List<Arg> args() {
    return args;
  }

  @Nullable Slot result() {
    return result;
  }

  Policy policy() {
    return policy;
  }

  boolean doesZeroFail() {
    return zeroFails;
  }

  List<Errno> errors() {
    return errors;
  }

  @Nullable Label target() {
    return target;
  }

  /** The operation as a person would write it, such as {@code mkdirat(rootfs, "proc", 0755)}. */
  public String shown() {
    if (!shownAs.isEmpty()) {
      return shownAs;
    }
    var name = call == null ? code.name() : call.toString();
    var list = args.stream().map(Arg::shown).collect(Collectors.joining(", "));
    return name + "(" + list + ")";
  }
}

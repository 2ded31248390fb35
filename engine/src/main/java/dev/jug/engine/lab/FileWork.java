package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;

/** Writes the steps by which a process changes files; paths begin in its working directory. */
record FileWork(PlanBuilder plan) {
  static final Arg HERE = flags(-100, "AT_FDCWD");
  private static final Arg READ = flags(0, "O_RDONLY");
  private static final Arg NEW = flags(0x41, "O_WRONLY|O_CREAT");
  private static final Arg MORE = flags(0x401, "O_WRONLY|O_APPEND");
  private static final Arg DIRECTORY = flags(0x200, "AT_REMOVEDIR");
  private static final int SOME = 64;

  Op directory(String path) {
    return plan.call(Call.MKDIRAT, HERE, plan.text(path), mode(0755));
  }

  /** A file that is not there yet. */
  void file(String path, String text) {
    create(path);
    write(text);
  }

  /** More at the end of a file that is there. */
  void append(String path, String text) {
    open(path, MORE);
    write(text);
  }

  /** The beginning of a file, which nobody hears of. */
  void read(String path) {
    open(path, READ);
    plan.call(Call.READ, var(file()), at(Block.room(SOME, "content")), num(SOME));
    plan.call(Call.CLOSE, var(file()));
  }

  /** Only opens it, or fails to. */
  Op create(String path) {
    return open(path, NEW);
  }

  private Op open(String path, Arg how) {
    return plan.call(Call.OPENAT, HERE, plan.text(path), how, mode(0644)).into(file());
  }

  private void write(String text) {
    plan.call(Call.WRITE, var(file()), plan.text(text), num(text.length()));
    plan.call(Call.CLOSE, var(file()));
  }

  /** Of the file that was opened last, or the error. */
  Slot file() {
    return plan.slot("file");
  }

  void remove(String path) {
    plan.call(Call.UNLINKAT, HERE, plan.text(path), num(0));
  }

  void removeDirectory(String path) {
    plan.call(Call.UNLINKAT, HERE, plan.text(path), DIRECTORY);
  }

  Op rename(String from, String to) {
    return plan.call(Call.RENAMEAT2, HERE, plan.text(from), HERE, plan.text(to), num(0));
  }
}

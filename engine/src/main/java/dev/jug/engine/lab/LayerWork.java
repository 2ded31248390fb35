package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the steps of a process that makes layers, has one tree of them, and changes that: {@code
 * base} lies below {@code top}, what is changed goes to {@code changes}, {@code tree} shows all of
 * it.
 */
final class LayerWork {
  static final String OVERLAY = "lowerdir=top:base,upperdir=changes,workdir=work";
  static final String FROZEN = "lowerdir=changes:top:base";
  static final String BRANCHES = "br=changes=rw:top=ro+wh:base=ro";
  static final String OPAQUE = "trusted.overlay.opaque";

  private final HeldPlan held;
  private final PlanBuilder plan;
  private final FileWork files;

  LayerWork(HeldPlan held) {
    this.held = held;
    this.plan = held.steps();
    this.files = new FileWork(plan);
  }

  /** Makes the layers, in mounts of its own. */
  void layers(Path place) {
    plan.because("mounts of its own");
    var kind = NamespaceKind.MOUNT;
    plan.call(Call.UNSHARE, flags(kind.cloneFlag(), kind.flagName()));
    Scratch.mount(plan, place);
    plan.call(Call.CHDIR, plan.text(place.toString()));
    plan.because("layers");
    List.of("base", "top", "changes", "work", "tree").forEach(files::directory);
    List.of("base/etc", "base/lib", "base/old", "top/etc").forEach(files::directory);
    files.file("base/hello", "of base\n");
    files.file("base/etc/motd", "welcome\n");
    files.file("base/etc/users", "root\n");
    files.file("base/lib/code", "0\n");
    files.file("base/old/one", "1\n");
    files.file("top/hello", "of top\n");
    files.file("top/etc/shells", "/bin/sh\n");
    held.stop();
  }

  /** Puts one above the other. */
  void tree() {
    plan.because("one tree of them");
    mount("overlay", num(0), OVERLAY);
    held.stop();
  }

  void read() {
    plan.because("a file is read");
    files.read("tree/etc/users");
    held.stop();
  }

  void write() {
    plan.because("a file is changed");
    files.append("tree/etc/users", "guest\n");
    held.stop();
  }

  void remove() {
    plan.because("a file is removed");
    files.remove("tree/etc/motd");
    held.stop();
  }

  /** Tells the value of the mark, a letter. */
  void anew() {
    plan.because("a directory is removed, and another made in its place");
    files.remove("tree/old/one");
    files.removeDirectory("tree/old");
    files.directory("tree/old");
    var value = Block.room(Long.BYTES, "value");
    var mark = plan.slot("mark");
    plan.call(
        Call.GETXATTR, plan.text("changes/old"), plan.text(OPAQUE), at(value), num(Long.BYTES));
    plan.load(value, 0, Long.BYTES, mark);
    held.stop(var(mark));
  }

  /** Tells what came of it. */
  void rename() {
    plan.because("a directory gets another name");
    var result = plan.slot("result");
    files.rename("tree/lib", "tree/code").into(result).accept();
    held.stop(var(result));
  }

  /** Tells what came of a mount, which is gone by then. */
  void branches() {
    plan.because("the same, as branches of aufs");
    unmount();
    var result = plan.slot("result");
    var done = plan.label();
    mount("aufs", num(0), BRANCHES).into(result).orGoTo(done);
    unmount();
    plan.place(done);
    held.stop(var(result));
  }

  /** Tells what came of a change. */
  void freeze() {
    plan.because("the changes become a layer");
    mount("overlay", flags(1, "MS_RDONLY"), FROZEN);
    files.create("tree/new").accept();
    held.stop(var(files.file()));
  }

  private Op mount(String type, Arg how, String options) {
    return plan.call(
        Call.MOUNT, plan.text(type), plan.text("tree"), plan.text(type), how, plan.text(options));
  }

  private void unmount() {
    plan.call(Call.UMOUNT2, plan.text("tree"), num(0));
  }
}

package dev.jug.engine.lab;

import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A tree of several layers by hand: what hides what, and where changes go. */
final class LayersExperiment implements Experiment {
  @Override
  public String name() {
    return "layers";
  }

  @Override
  public String what() {
    return "one tree of several by hand: overlay mount, copying up, whiteouts, opaque directories";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var place = Files.createDirectory(bench.directory().resolve("layers"));
    var held = new HeldPlan();
    write(held, place);
    try (var process = bench.laboratory().start(held)) {
      var self = new Seen(process.hear());
      new Course(process, self, new LayerView(self.inside(place)), seen).follow(place);
    }
    try (var left = Files.list(place)) {
      seen.accept(
          new LabStep(
              "what is left",
              "exit",
              "exit_group(2)",
              "mounts went with their namespace; in %s: %d files".formatted(place, left.count())));
    }
  }

  private static void write(HeldPlan held, Path place) {
    Births.introduce(held);
    var work = new LayerWork(held);
    work.layers(place);
    work.tree();
    work.read();
    work.write();
    work.remove();
    work.anew();
    work.rename();
    work.branches();
    work.freeze();
    held.steps().exit(0);
  }

  /** One run of it. */
  private record Course(HeldProcess process, Seen self, LayerView view, Consumer<LabStep> seen) {
    void follow(Path place) throws IOException {
      process.next();
      seen.accept(
          new LabStep(
              "layers are directories",
              "unshare --mount; mount -t tmpfs tmpfs %s; cd %s; mkdir base top changes work tree; …"
                  .formatted(place, place),
              "unshare(CLONE_NEWNS), mount(2), mkdirat(2), openat(2), write(2)",
              view.shown("base"),
              view.shown("top"),
              "that is an image of two layers: each is what its archive has"));
      process.next();
      seen.accept(mounted());
      process.next();
      seen.accept(
          new LabStep(
              "a file is read",
              "cat tree/etc/users",
              "openat(2), read(2): overlayfs hands out the file of the layer",
              view.text("tree/etc/users"),
              view.shown("changes") + ": reading copies nothing"));
      process.next();
      seen.accept(copied());
      process.next();
      seen.accept(removed());
      long mark = process.next();
      seen.accept(anew((char) mark));
      seen.accept(renamed(process.next()));
      seen.accept(branches(process.next()));
      seen.accept(frozen(process.next()));
    }

    private LabStep mounted() throws IOException {
      return new LabStep(
          "one tree of them",
          "mount -t overlay overlay -o " + LayerWork.OVERLAY + " tree",
          "mount(2)",
          "/proc/%d/mountinfo: %s".formatted(self.pid(), self.mounted("overlay")),
          view.shown("tree"),
          view.text("tree/hello") + ": the upper layer is first",
          view.shown("tree/etc") + ": directories are merged");
    }

    private LabStep copied() throws IOException {
      return new LabStep(
          "a file is changed: it is copied up",
          "echo guest >> tree/etc/users",
          "openat(2) with O_WRONLY: the kernel copies the whole file first; write(2)",
          view.shown("changes"),
          view.text("changes/etc/users"),
          view.text("base/etc/users") + ": as it was");
    }

    private LabStep removed() throws IOException {
      return new LabStep(
          "a file is removed: it is whited out",
          "rm tree/etc/motd",
          "unlinkat(2): the kernel makes a node that hides the file",
          view.whiteout("changes/etc/motd"),
          view.shown("tree/etc"),
          view.text("base/etc/motd") + ": still there, so removing gives no room back");
    }

    private LabStep anew(char mark) throws IOException {
      return new LabStep(
          "a directory is made anew: it is opaque",
          "rm -r tree/old; mkdir tree/old",
          "unlinkat(2), mkdirat(2), getxattr(2)",
          "getfattr -n %s changes/old: %s".formatted(LayerWork.OPAQUE, mark),
          view.shown("tree/old") + ": what is below does not shine through",
          view.shown("base/old"));
    }

    private LabStep renamed(long result) throws IOException {
      return new LabStep(
          "a directory of a layer gets another name",
          "mv tree/lib tree/code",
          "renameat2(2)",
          result < 0
              ? Outcome.of(result, "done")
                  + ": overlayfs does not move what lies below, mv(1) copies it then"
              : "redirect_dir is on: changes/code says in an attribute where it was",
          view.shown("changes"));
    }

    /** Aufs was never part of Linux; some distributions added it. */
    private LabStep branches(long result) throws IOException {
      return new LabStep(
          "the same as branches of aufs",
          "umount tree; mount -t aufs -o " + LayerWork.BRANCHES + " aufs tree",
          "umount2(2), mount(2)",
          result < 0
              ? Outcome.of(result, "done") + ": this kernel has no aufs"
              : "this kernel has aufs: it was mounted, and unmounted",
          "rw, a branch that is written to: upperdir",
          "ro+wh, one that is not, whose whiteouts hide: a lowerdir above others",
          "ro, one without whiteouts: the last lowerdir, where they have nothing to hide",
          "aufs calls them .wh.NAME and .wh..wh..opq, as layers of images do; jug unpacks them as"
              + " overlayfs has them");
    }

    private LabStep frozen(long result) throws IOException {
      return new LabStep(
          "changes become a layer: docker commit",
          "mount -t overlay overlay -o ro," + LayerWork.FROZEN + " tree; touch tree/new",
          "mount(2) with MS_RDONLY, openat(2)",
          view.shown("tree"),
          "whiteouts of a lower layer hide as well",
          "touch tree/new: "
              + Outcome.of(result, "done")
              + ", without an upperdir nothing is written");
    }
  }
}

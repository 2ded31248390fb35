package dev.jug.engine.doctor;

import java.util.List;

/** Kinds of file systems and block devices that images, limits and programs need. */
final class FileSystemsCheck implements Check {
  @Override
  public String area() {
    return "file systems";
  }

  @Override
  public List<Row> look(Machine machine) {
    return List.of(
        knows(machine, "overlay")
            ? Row.ok("overlay", "layers are put on top of each other")
            : Row.wrong(
                "overlay",
                "the kernel does not know it",
                "the image host does not work, and every container copies its whole image (vfs)",
                "modprobe overlay, or a kernel with CONFIG_OVERLAY_FS"),
        knows(machine, "erofs")
            ? Row.ok("erofs", "layers are mounted, not unpacked")
            : missing("erofs", "layers are unpacked into folders, which takes longer", "EROFS_FS"),
        machine.has("dev/loop-control") || machine.canLoad("loop")
            ? Row.ok("loop devices", "sizes of containers and volumes")
            : missing(
                "loop", "--storage-opt size= needs a disk with project quotas", "BLK_DEV_LOOP"),
        knows(machine, "fuse")
            ? Row.ok("fuse", "for programs in containers (--device /dev/fuse)")
            : missing(
                "fuse", "programs in containers that need it, such as sshfs, fail", "FUSE_FS"));
  }

  private static boolean knows(Machine machine, String type) {
    boolean isThere =
        machine.text("proc/filesystems").stream()
            .flatMap(String::lines)
            .anyMatch(line -> line.endsWith("\t" + type));
    return isThere || machine.canLoad(type);
  }

  private static Row missing(String module, String means, String option) {
    return Row.note(
        module,
        "the kernel does not know it",
        means,
        "modprobe " + module + ", or a kernel with CONFIG_" + option);
  }
}

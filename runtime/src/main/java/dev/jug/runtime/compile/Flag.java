package dev.jug.runtime.compile;

import dev.jug.linux.fs.OpenFlag;
import dev.jug.runtime.plan.Arg;

/** Kernel constants as plan arguments, under the names their manual pages give them. */
final class Flag {
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = OpenFlag.O_NONBLOCK;
  static final int O_CLOEXEC = OpenFlag.O_CLOEXEC;
  static final int O_PATH = OpenFlag.O_PATH;
  static final int O_DIRECTORY = OpenFlag.O_DIRECTORY;

  static final Arg CWD = Arg.flags(-100, "AT_FDCWD");
  static final Arg EMPTY = Arg.text("");
  static final Arg READ = Arg.flags(O_CLOEXEC, "O_RDONLY|O_CLOEXEC");
  static final Arg READ_WRITE = Arg.flags(O_RDWR | O_CLOEXEC, "O_RDWR|O_CLOEXEC");
  static final Arg WRITE = Arg.flags(1 | O_CLOEXEC, "O_WRONLY|O_CLOEXEC");
  static final Arg APPEND =
      Arg.flags(1 | 0x40 | 0x400 | O_CLOEXEC, "O_WRONLY|O_CREAT|O_APPEND|O_CLOEXEC");
  static final Arg DIRECTORY = Arg.flags(O_DIRECTORY | O_CLOEXEC, "O_RDONLY|O_DIRECTORY|O_CLOEXEC");
  static final Arg LOCATION =
      Arg.flags(O_PATH | O_DIRECTORY | O_CLOEXEC, "O_PATH|O_DIRECTORY|O_CLOEXEC");
  static final Arg PLACE = Arg.flags(O_PATH | O_CLOEXEC, "O_PATH|O_CLOEXEC");
  static final Arg CLOEXEC = Arg.flags(O_CLOEXEC, "O_CLOEXEC");

  static final int AT_EMPTY_PATH = 0x1000;
  static final int AT_RECURSIVE = 0x8000;
  static final Arg WHOLE_TREE =
      Arg.flags(AT_EMPTY_PATH | AT_RECURSIVE, "AT_EMPTY_PATH|AT_RECURSIVE");
  static final Arg THIS_MOUNT = Arg.flags(AT_EMPTY_PATH, "AT_EMPTY_PATH");
  static final Arg CLONE_TREE =
      Arg.flags(1 | O_CLOEXEC | AT_RECURSIVE, "OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC|AT_RECURSIVE");
  static final Arg CLONE_MOUNT = Arg.flags(1 | O_CLOEXEC, "OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC");
  static final Arg CLONE_THIS =
      Arg.flags(1 | O_CLOEXEC | AT_EMPTY_PATH, "OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC|AT_EMPTY_PATH");
  static final Arg CLONE_THIS_TREE =
      Arg.flags(
          1 | O_CLOEXEC | AT_EMPTY_PATH | AT_RECURSIVE,
          "OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC|AT_EMPTY_PATH|AT_RECURSIVE");
  static final Arg MOVE = Arg.flags(0x4 | 0x40, "MOVE_MOUNT_F_EMPTY_PATH|MOVE_MOUNT_T_EMPTY_PATH");

  static final Arg DETACH = Arg.flags(2, "MNT_DETACH");
  static final Arg NULL = Arg.nil();
  static final Arg ZERO = Arg.num(0);

  private Flag() {}
}

package dev.jug.buildkit.files;

/** Go's way to write down what an entry is, and who may do what with it (io/fs, FileMode). */
final class GoMode {
  static final int DIRECTORY = 1 << 31;
  static final int SYMLINK = 1 << 27;

  private static final int DEVICE = 1 << 26;
  private static final int PIPE = 1 << 25;
  private static final int SOCKET = 1 << 24;
  private static final int SET_USER = 1 << 23;
  private static final int SET_GROUP = 1 << 22;
  private static final int CHARACTER_DEVICE = 1 << 21;
  private static final int STICKY = 1 << 20;
  private static final int IRREGULAR = 1 << 19;
  private static final int TYPE =
      DIRECTORY | SYMLINK | DEVICE | PIPE | SOCKET | CHARACTER_DEVICE | IRREGULAR;
  private static final int PERMISSIONS = 0777;

  private GoMode() {}

  static boolean isFile(int mode) {
    return (mode & TYPE) == 0;
  }

  static boolean isDirectory(int mode) {
    return (mode & DIRECTORY) != 0;
  }

  static boolean isSymlink(int mode) {
    return (mode & SYMLINK) != 0;
  }

  /** The permission bits of inode(7). */
  static int permissions(int mode) {
    int bits = mode & PERMISSIONS;
    bits |= (mode & SET_USER) != 0 ? 04000 : 0;
    bits |= (mode & SET_GROUP) != 0 ? 02000 : 0;
    bits |= (mode & STICKY) != 0 ? 01000 : 0;
    return bits;
  }

  /** From the permission bits of inode(7), for a file. */
  static int ofPermissions(int bits) {
    int mode = bits & PERMISSIONS;
    mode |= (bits & 04000) != 0 ? SET_USER : 0;
    mode |= (bits & 02000) != 0 ? SET_GROUP : 0;
    mode |= (bits & 01000) != 0 ? STICKY : 0;
    return mode;
  }
}

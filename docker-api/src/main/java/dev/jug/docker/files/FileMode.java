package dev.jug.docker.files;

/** A mode of inode(7) in the bits of Go's {@code os.FileMode}, which the API has. */
final class FileMode {
  private static final int PERMISSIONS = 0777;
  private static final int TYPE = 0xf000;
  private static final int SET_UID = 04000;
  private static final int SET_GID = 02000;
  private static final int STICKY = 01000;

  private FileMode() {}

  static long of(int mode) {
    long go = mode & PERMISSIONS;
    go |= type(mode & TYPE);
    go |= (mode & SET_UID) == 0 ? 0 : 1L << 23;
    go |= (mode & SET_GID) == 0 ? 0 : 1L << 22;
    go |= (mode & STICKY) == 0 ? 0 : 1L << 20;
    return go;
  }

  private static long type(int type) {
    return switch (type) {
      case 0x4000 -> 1L << 31;
      case 0xa000 -> 1L << 27;
      case 0x6000 -> 1L << 26;
      case 0x2000 -> 1L << 26 | 1L << 21;
      case 0x1000 -> 1L << 25;
      case 0xc000 -> 1L << 24;
      default -> 0;
    };
  }
}

package dev.jug.engine.apt;

/**
 * How far an image of packages is.
 *
 * @param step what is being done
 * @param done packages that are installed
 * @param packages how many there are to install, as far as that is known; 0 if it is not
 * @param bytes of packages that have been downloaded
 * @param size bytes of all packages, as far as that is known; 0 if it is not
 */
public record AptState(Step step, int done, int packages, long bytes, long size) {
  /** Before anything is known. */
  public static final AptState BEGIN = new AptState(Step.LOOKING, 0, 0, 0, 0);

  /** What is being done, in this order. */
  public enum Step {
    LOOKING,
    LISTS,
    DOWNLOADING,
    UNPACKING,
    INSTALLING,
    PACKING
  }

  AptState in(Step next) {
    return new AptState(next, done, packages, bytes, size);
  }

  AptState withPackages(int more) {
    return new AptState(step, done, packages + more, bytes, size);
  }

  AptState withSize(long more) {
    return new AptState(step, done, packages, bytes, size + more);
  }

  /** Some are installed that nobody counted before. */
  AptState withDone() {
    return new AptState(step, done + 1, Math.max(packages, done + 1), bytes, size);
  }

  AptState withBytes(long more) {
    return new AptState(step, done, packages, bytes + more, Math.max(size, bytes + more));
  }
}

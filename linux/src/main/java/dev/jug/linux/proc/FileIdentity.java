package dev.jug.linux.proc;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Does something with files as another user, with all capabilities (setfsuid(2)). A file system
 * that is mounted with other ids has none for the machine's root, so nothing new could be his.
 */
public final class FileIdentity {
  private static final int PR_SET_SECUREBITS = 28;
  private static final int SECBIT_NO_SETUID_FIXUP = 4;

  private FileIdentity() {}

  /**
   * Acts, and waits for that. Ids belong to threads: one of its own takes them on, and ends.
   *
   * @throws dev.jug.linux.SysException with EPERM without CAP_SETPCAP
   */
  public static void act(long uid, long gid, Runnable action) {
    var result = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .name("jug-files")
        .daemon()
        .start(() ->
            result.completeAsync(
                () -> {
                  become(uid, gid);
                  action.run();
                  return null;
                },
                Runnable::run));
    try {
      result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Nobody says whether setfsuid(2) worked; with CAP_SETUID it does for every valid id. */
  private static void become(long uid, long gid) {
    long kept = Kernel.raw(Call.PRCTL, PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP);
    Kernel.check(kept, Call.PRCTL, "PR_SET_SECUREBITS", "SECBIT_NO_SETUID_FIXUP");
    Kernel.raw(Call.SETFSGID, gid);
    Kernel.raw(Call.SETFSUID, uid);
  }
}

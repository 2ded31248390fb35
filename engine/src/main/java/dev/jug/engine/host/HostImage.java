package dev.jug.engine.host;

import dev.jug.linux.fs.MountTable;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The built-in image: the machine's root as a read-only layer, under a mask that hides what an
 * ordinary user could not read ({@link SecretFinder} has the rules).
 *
 * <p>A mask is computed once and kept as a <em>generation</em>, a directory named after what it
 * hides, with two layers: {@code secrets} and, for {@code --expose-host-secrets}, {@code own}.
 * Looking whether it still holds is not part of a container's start: {@link #refresh} does it
 * afterwards. So what appears on the machine later is masked from the next start on; a file that is
 * created for root alone in a visible directory, while a container runs, can be seen by that
 * container.
 *
 * <p>Generations lie on a tmpfs (LiveDirectory): overlayfs refuses a lower layer that lies inside
 * another one, which every directory of the root file system does. Thread-safe.
 */
public final class HostImage {
  private static final Path ROOT = Path.of("/");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SEARCH_AGAIN = Duration.ofMinutes(10);
  private static final String SECRETS = "secrets";
  private static final String OWN = "own";

  private final Path home;
  private final Set<Path> own;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Generation current;

  /** A mask on disk. */
  private record Generation(
      Path directory,
      Fingerprint fingerprint,
      List<Path> separate,
      List<Path> separateExposed,
      Instant searched,
      Instant checked) {
    Generation checkedAt(Instant now) {
      return new Generation(directory, fingerprint, separate, separateExposed, searched, now);
    }
  }

  /**
   * The image of this machine; nothing is done before it is first used.
   *
   * @param home where generations go, not on a file system that is part of the image
   * @param own the engine's directories, which are always hidden
   */
  public HostImage(Path home, Set<Path> own, InstantSource clock) {
    this.home = home;
    this.own = Set.copyOf(own);
    this.clock = clock;
  }

  /**
   * The layers; made now if this is the first use.
   *
   * @param exposeSecrets whether only the engine's own directories are hidden
   */
  public HostLayers layers(boolean exposeSecrets) {
    lock.lock();
    try {
      var generation = current == null ? search() : current;
      current = generation;
      return new HostLayers(
          generation.directory().resolve(exposeSecrets ? OWN : SECRETS),
          ROOT,
          exposeSecrets ? generation.separateExposed() : generation.separate());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the image host: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks whether the mask still holds, at most every few seconds, and makes a new one if not.
   *
   * @param inUse whether a container of this image runs; if none does, old generations are removed
   */
  public void refresh(boolean inUse) {
    lock.lock();
    try {
      var now = clock.instant();
      var generation = current;
      if (generation == null || generation.checked().plus(PATIENCE).isAfter(now)) {
        return;
      }
      boolean holds =
          generation.searched().plus(SEARCH_AGAIN).isAfter(now) && generation.fingerprint().holds();
      current = holds ? generation.checkedAt(now) : search();
      if (!inUse) {
        removeOthers(current.directory());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot renew the image host: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private Generation search() throws IOException {
    if (!Files.isDirectory(home)) {
      Files.createDirectory(home);
    }
    var secrets = new SecretFinder(ROOT, own).secrets();
    var exposed = new SecretFinder(ROOT, own).ownOnly();
    var table = MountTable.ofSelf();
    var separate = SystemMounts.visible(table, secrets);
    var separateExposed = SystemMounts.visible(table, exposed);
    var directory = home.resolve(secrets.name());
    if (!Files.isDirectory(directory)) {
      var unfinished = home.resolve("new");
      Tree.delete(unfinished);
      Files.createDirectory(unfinished);
      write(secrets, unfinished.resolve(SECRETS), separate);
      write(exposed, unfinished.resolve(OWN), separateExposed);
      Files.move(unfinished, directory);
    }
    var now = clock.instant();
    var fingerprint = Fingerprint.of(secrets.seen());
    return new Generation(directory, fingerprint, separate, separateExposed, now, now);
  }

  private static void write(Mask mask, Path layer, List<Path> separate) throws IOException {
    Files.createDirectory(layer);
    Files.setPosixFilePermissions(layer, PosixFilePermissions.fromString("rwxr-xr-x"));
    new MaskWriter(ROOT, layer)
        .write(mask, separate.stream().map(ROOT::relativize).collect(Collectors.toList()));
  }

  private void removeOthers(Path kept) throws IOException {
    try (var generations = Files.newDirectoryStream(home)) {
      for (var generation : generations) {
        if (!generation.equals(kept)) {
          Tree.delete(generation);
        }
      }
    }
  }
}

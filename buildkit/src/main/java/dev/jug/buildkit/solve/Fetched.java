package dev.jug.buildkit.solve;

import dev.jug.build.attest.Material;
import dev.jug.build.graph.AddSource;
import dev.jug.buildkit.progress.Task;
import dev.jug.buildkit.progress.Tasks;
import dev.jug.buildkit.session.Session;
import dev.jug.buildkit.session.SessionFiles;
import dev.jug.buildkit.session.SessionFiles.Wanted;
import dev.jug.buildkit.session.SessionUpload;
import dev.jug.engine.Engine;
import dev.jug.linux.fs.OwnedDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The directories that one build has from its client, until this is closed. Thread-safe. */
final class Fetched implements AutoCloseable {
  private static final String UPLOAD = "http://" + SessionUpload.HOST + "/";
  private static final long SHOWN_EACH = 1 << 20;

  private final Engine engine;
  private final Uploads uploads;
  private final Session session;
  private final Tasks tasks;
  private volatile @Nullable Material origin;
  private final Deque<Closeable> held = new ArrayDeque<>();

  Fetched(Engine engine, Uploads uploads, Session session, Tasks tasks) {
    this.engine = engine;
    this.uploads = uploads;
    this.session = session;
    this.tasks = tasks;
  }

  /**
   * Has a directory sent.
   *
   * @param name of the task
   * @param part what is said of it
   */
  Path directory(String name, String part, Wanted wanted) throws IOException, InterruptedException {
    return tasks.run(name, task -> directory(task, part, wanted));
  }

  Path directory(Task task, String part, Wanted wanted) throws IOException, InterruptedException {
    var place = place();
    var shown = new long[1];
    long bytes =
        new SessionFiles(session)
            .fetch(
                wanted,
                place,
                count -> {
                  if (count - shown[0] >= SHOWN_EACH) {
                    shown[0] = count;
                    task.part(part, count, 0, false);
                  }
                });
    task.part(part, bytes, 0, true);
    return place;
  }

  private Path place() throws IOException {
    var place = OwnedDirectory.in(engine.images().scratch());
    hold(place::close);
    return place.path();
  }

  /** Fetches a context that is no directory of the client's. */
  Path context(String address) throws IOException, InterruptedException {
    var name = "[internal] load remote build context";
    if (address.equals(Uploads.ADDRESS)) {
      return tasks.run(name, _ -> uploads.take(tasks.build(), this::unpack));
    }
    var elsewhere = AddSource.remote(address);
    if (!address.startsWith(UPLOAD) && elsewhere.isPresent()) {
      return elsewhere(name, elsewhere.get(), found -> origin = found);
    }
    return tasks.run(name, _ -> archive(address));
  }

  /** Fetches what lies at an address. */
  Path elsewhere(String name, AddSource address) throws IOException, InterruptedException {
    return elsewhere(name, address, _ -> {});
  }

  /** Where the context was; null if the client has sent it. */
  @Nullable Material origin() {
    return origin;
  }

  private Path elsewhere(String name, AddSource address, Consumer<Material> where)
      throws IOException, InterruptedException {
    return tasks.run(
        name,
        _ -> {
          var context = engine.builds().take(address);
          hold(context::close);
          where.accept(context.origin());
          return context.path();
        });
  }

  /** Has an archive sent that the client reads from its standard input. */
  private Path archive(String address) throws IOException, InterruptedException {
    try (var in = new SessionUpload(session).open(URI.create(address))) {
      return unpack(in);
    }
  }

  private Path unpack(InputStream archive) throws IOException {
    var place = engine.builds().take(archive);
    hold(place::close);
    return place.path();
  }

  private synchronized void hold(Closeable directory) {
    held.push(directory);
  }

  @Override
  public synchronized void close() throws IOException {
    while (!held.isEmpty()) {
      held.pop().close();
    }
  }
}

package dev.jug.engine.image;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ImageMount;
import dev.jug.image.Images;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.Pins;
import dev.jug.image.error.ImageException;
import dev.jug.image.layer.LayerTree;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's images, opened when the first one is needed: an engine that uses none starts without
 * them. Thread-safe.
 */
public final class StoredImages implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StoredImages.class.getName());

  private final Opener opener;
  private @Nullable Images images;

  /** Opens a store of images. */
  @FunctionalInterface
  public interface Opener {
    Images open() throws IOException;
  }

  public StoredImages(Opener opener) {
    this.opener = opener;
  }

  /**
   * The images.
   *
   * @throws Unavailable if their directory cannot be used
   */
  public synchronized Images get() {
    var open = images;
    if (open == null) {
      try {
        open = opener.open();
      } catch (IOException e) {
        var why = ImageException.of("open the images", e);
        throw new Unavailable(why.getMessage(), why.advice());
      }
      images = open;
    }
    return open;
  }

  /** Whether they are open. */
  public synchronized boolean isOpen() {
    return images != null;
  }

  /**
   * Notes that a container of an image has ended, or is gone: it was used until now. To be called
   * when nobody waits.
   */
  public void used(ContainerImage image) {
    if (isOpen() && image instanceof Stored(_, var manifest) && manifest != null) {
      try {
        get().upkeep().used(Digest.parse(manifest));
      } catch (IOException e) {
        // It may go a little earlier then.
        LOG.log(System.Logger.Level.DEBUG, "the last use was not noted", e);
      }
    }
  }

  /** The id of a container's image; of what is no stored image, its name. */
  public String idOf(ContainerImage image) {
    if (!(image instanceof Stored(_, var manifest)) || manifest == null) {
      return image.shown();
    }
    try {
      return get().image(Digest.parse(manifest)).id().toString();
    } catch (ImageException | IOException e) {
      // Damaged, or removed by hand: the container is still there to look at.
      return manifest;
    }
  }

  /** How much of the disk a container's image takes, in bytes; 0 for what is no stored image. */
  public long unpackedSize(ContainerImage image) {
    if (!(image instanceof Stored(_, var manifest)) || manifest == null) {
      return 0;
    }
    try {
      return get().upkeep().unpackedSize(get().image(Digest.parse(manifest)));
    } catch (ImageException | IOException e) {
      // Damaged, or removed by hand: the container is still there to look at.
      return 0;
    }
  }

  /**
   * Forgets a container, and with it what only it needed of an image that was removed meanwhile.
   *
   * @param container makes it forgotten; runs once, whatever is wrong with the images
   */
  public void release(ContainerImage image, Runnable container) {
    var forgetting = new Forgetting(container);
    if (image instanceof Stored(_, var manifest) && manifest != null) {
      try {
        get().upkeep().release(Digest.parse(manifest), forgetting);
      } catch (IOException | ImageException | Unavailable e) {
        LOG.log(System.Logger.Level.WARNING, "what a container leaves stays: {0}", e.getMessage());
      }
    }
    forgetting.run();
  }

  /** Runs once. */
  private static final class Forgetting implements Runnable {
    private final Runnable container;
    private boolean begun;

    private Forgetting(Runnable container) {
      this.container = container;
    }

    @Override
    public void run() {
      if (!begun) {
        begun = true;
        container.run();
      }
    }
  }

  /**
   * Completes a request for a container of a stored image with what the image says; any other
   * request stays as it is.
   *
   * @throws NotFound if there is no such image
   */
  public ContainerRequest complete(ContainerRequest request) {
    var storage = request.storage();
    var images = storage.images().stream().map(this::complete).toList();
    if (!(request.image() instanceof Stored(var name, var manifest)) || manifest != null) {
      return images.isEmpty()
          ? request
          : request.toBuilder(request.image()).storage(storage.withImages(images)).build();
    }
    var completed = ImageDefaults.complete(request, name, find(name));
    return completed.toBuilder(completed.image())
        .storage(completed.storage().withImages(images))
        .build();
  }

  private ImageMount complete(ImageMount mount) {
    var name = mount.image().name();
    return mount.image().manifest() == null
        ? mount.of(new Stored(name, find(name).descriptor().digest().toString()))
        : mount;
  }

  private Image find(String name) {
    try {
      var found = get().find(name, null);
      get().signatures().requireAllowed(found);
      return found.image();
    } catch (ImageException e) {
      throw failed(e);
    } catch (IOException e) {
      throw failed(ImageException.of("read image " + name, e));
    }
  }

  /**
   * Holds the images of a complete request while its container is made: nobody removes them
   * meanwhile.
   *
   * @throws NotFound if somebody just has
   */
  public Pins.Pin pin(ContainerRequest request) {
    var pins = new ArrayList<Pins.Pin>();
    try {
      for (var image : request.images()) {
        if (image instanceof Stored(_, var manifest) && manifest != null) {
          pins.add(get().pin(Digest.parse(manifest)));
        }
      }
    } catch (ImageException e) {
      pins.forEach(Pins.Pin::close);
      throw failed(e);
    }
    return () -> pins.forEach(Pins.Pin::close);
  }

  /** The tree of an image that a container was made from. */
  public LayerTree open(Stored stored) {
    try {
      var images = get();
      return images.open(images.image(Digest.parse(Objects.requireNonNull(stored.manifest()))));
    } catch (ImageException e) {
      throw failed(e);
    } catch (IOException e) {
      throw failed(ImageException.of("read image " + stored.name(), e));
    }
  }

  private static RuntimeException failed(ImageException e) {
    return switch (e.kind()) {
      case NOT_FOUND -> new NotFound(e.getMessage(), e.advice());
      case UNAVAILABLE -> new Unavailable(e.getMessage(), e.advice());
      default -> new Failed(e.getMessage(), e.advice(), e);
    };
  }

  @Override
  public synchronized void close() {
    if (images != null) {
      images.close();
    }
  }
}

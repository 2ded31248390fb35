package dev.jug.image.event;

import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Reference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened to an image.
 *
 * @param action what
 * @param id the image's id; its name if it went to a registry or came from there; empty for {@link
 *     Action#PRUNE}
 * @param attributes more about it, in Docker's words: {@code name}, and the image's labels; of
 *     {@link Action#PRUNE} {@code reclaimed}, in bytes
 */
public record ImageEvent(Action action, String id, Map<String, String> attributes) {
  private static final String NAME = "name";

  /** What can happen. */
  public enum Action {
    /** It was built here. */
    CREATE,
    PULL,
    PUSH,
    TAG,
    UNTAG,
    DELETE,
    LOAD,
    IMPORT,
    SAVE,
    PRUNE
  }

  public ImageEvent {
    attributes = Map.copyOf(attributes);
  }

  /** An image that is here; its id stands for its name, as Docker has it. */
  static ImageEvent of(Action action, Image image) {
    var id = image.id().toString();
    return new ImageEvent(action, id, attributes(image, id));
  }

  /** It got a name. */
  static ImageEvent tagged(Image image, Reference name) {
    return new ImageEvent(Action.TAG, image.id().toString(), attributes(image, name.familiar()));
  }

  /** It went to a registry, or came from there. */
  static ImageEvent transferred(Action action, Image image, Reference name) {
    return new ImageEvent(action, name.familiar(), attributes(image, name.familiarName()));
  }

  /** Nothing but the id is known of it, as after it is gone. */
  static ImageEvent ofId(Action action, String id) {
    return new ImageEvent(action, id, Map.of(NAME, id));
  }

  static ImageEvent pruned(long bytes) {
    return new ImageEvent(Action.PRUNE, "", Map.of("reclaimed", Long.toString(bytes)));
  }

  private static Map<String, String> attributes(Image image, String name) {
    var attributes = new LinkedHashMap<>(image.config().defaults().labels());
    attributes.put(NAME, name);
    return attributes;
  }
}

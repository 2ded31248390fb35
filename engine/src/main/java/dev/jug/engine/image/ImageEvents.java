package dev.jug.engine.image;

import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.image.event.ImageEvent;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Passes on what happens to images.
 *
 * @param events hears of it
 * @param clock says when it was
 */
public record ImageEvents(Events events, InstantSource clock) implements Consumer<ImageEvent> {
  @Override
  public void accept(ImageEvent image) {
    var action = action(image.action());
    var now = clock.instant();
    events.publish(new Event(Event.Type.IMAGE, action, "", image.id(), now, image.attributes()));
  }

  private static Action action(ImageEvent.Action action) {
    return switch (action) {
      case CREATE -> Action.CREATE;
      case PULL -> Action.PULL;
      case PUSH -> Action.PUSH;
      case TAG -> Action.TAG;
      case UNTAG -> Action.UNTAG;
      case DELETE -> Action.DELETE;
      case LOAD -> Action.LOAD;
      case IMPORT -> Action.IMPORT;
      case SAVE -> Action.SAVE;
      case PRUNE -> Action.PRUNE;
    };
  }
}

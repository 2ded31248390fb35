/**
 * Takes images into the store. Each layer goes through a pipeline whose stages overlap: fetch,
 * verify and store on one thread, unpack on another; several layers go side by side.
 *
 * <pre>{@code
 * source ──► ArrivingBlob ──► decompress ──► Handover ──► digest ──► LayerDriver
 *                 │                                         │
 *                 └─► Ingest: digest, file                  └─ must be the layer's diffID
 * }</pre>
 */
@NullMarked
package dev.jug.image.pull;

import org.jspecify.annotations.NullMarked;

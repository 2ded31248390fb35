/**
 * The distribution API (distribution-spec 1.1), one class for each thing to ask: method, address,
 * what the answer means, and what its refusals mean. They know nothing of credentials and attempts.
 */
@NullMarked
package dev.jug.image.registry.endpoint;

import org.jspecify.annotations.NullMarked;

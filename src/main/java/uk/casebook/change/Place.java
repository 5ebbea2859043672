package uk.casebook.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in the change log.
 *
 * @param epoch which log; another one after a restore or a copy
 * @param position counted from 1; 0 is the beginning, before all changes
 * @param at when what stands there was changed, which tells logs apart that look alike; null at the
 *     beginning
 */
record Place(String epoch, long position, @Nullable Instant at) {}

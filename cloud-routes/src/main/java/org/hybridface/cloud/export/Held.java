// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.export;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Exporting;

/**
 * What was found of a person so far. Immutable.
 *
 * @param asked  who is asked for
 * @param traces by what the person is found
 * @param files  what was found
 * @param next   from which photo the next part goes on; empty when this is the last
 */
public record Held(Exporting asked, Traces traces, List<HeldFile> files, OptionalInt next) {

    public Held {
        files = List.copyOf(files);
    }

    boolean isFirstPart() {
        return asked.from() == 0;
    }

    Held with(List<HeldFile> more) {
        return new Held(asked, traces, Stream.concat(files.stream(), more.stream()).toList(), next);
    }

    Held goesOnFrom(int photo) {
        return new Held(asked, traces, files, OptionalInt.of(photo));
    }
}

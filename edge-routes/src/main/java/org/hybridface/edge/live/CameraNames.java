// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.routecheck.Words;

/** Which cameras somebody may ask for by name: those of the routes, and those whose pictures are shown. */
final class CameraNames {

    private final CamelContext context;
    private final LiveView view;

    CameraNames(CamelContext context, LiveView view) {
        this.context = context;
        this.view = view;
    }

    /** Why that camera cannot be asked for; empty when it can. */
    Optional<String> refusal(String camera) {
        Set<String> names = new TreeSet<>(view.cameras());
        CameraEndpoint.allIn(context).forEach(endpoint -> names.add(endpoint.name()));
        if (camera.equals(LiveView.ANY) || names.contains(camera)) {
            return Optional.empty();
        }
        String there = names.isEmpty() ? "; there is none at all" : "; there " + (names.size() == 1 ? "is " : "are ")
                + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String meant = Words.didYouMean(camera, names);
        return Optional.of("there is no camera '" + camera + "'" + (meant.isEmpty() ? there : meant));
    }
}

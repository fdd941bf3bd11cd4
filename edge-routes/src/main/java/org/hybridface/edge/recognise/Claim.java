// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A track may be the face with that key.
 *
 * @param cost smaller is likelier
 */
record Claim(long track, String key, double cost) {

    /**
     * One identity at most once per frame, and one identity for each track: the likeliest claims first. Pure.
     *
     * @param taken keys nobody may claim
     * @return the key of each track that got one
     */
    static Map<Long, String> settle(List<Claim> claims, Collection<String> taken) {
        Map<Long, String> settled = new HashMap<>();
        Set<String> gone = new HashSet<>(taken);
        claims.stream()
                .sorted(Comparator.comparingDouble(Claim::cost).thenComparing(Claim::key).thenComparing(Claim::track))
                .forEach(claim -> {
                    if (!settled.containsKey(claim.track()) && gone.add(claim.key())) {
                        settled.put(claim.track(), claim.key());
                    }
                });
        return settled;
    }
}

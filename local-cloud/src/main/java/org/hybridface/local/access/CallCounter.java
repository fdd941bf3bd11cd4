// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Principal;

/**
 * Passes each question on and remembers the calls that were allowed: every service of the local cloud asks before it acts, so this
 * is the list of what was called. Bounded by the number of distinct calls, not by their number. Thread safe.
 */
public final class CallCounter implements Authorizer {

    private final Authorizer authorizer;
    private final Map<Call, Long> calls = new TreeMap<>();

    public CallCounter(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * An API call.
     *
     * @param principal the caller's ARN
     * @param action    as IAM names it, for example {@code s3:PutObject}
     * @param resource  its ARN; of an S3 object only bucket and first folder, because keys are without number
     */
    public record Call(String principal, String action, String resource) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            return (action + ' ' + resource + ' ' + principal).compareTo(other.action + ' ' + other.resource + ' ' + other.principal);
        }
    }

    @Override
    public boolean allows(Principal principal, String action, String resource) {
        boolean allowed = authorizer.allows(principal, action, resource);
        if (allowed) {
            synchronized (calls) {
                calls.merge(new Call(principal.arn(), action, withoutKey(resource)), 1L, Long::sum);
            }
        }
        return allowed;
    }

    /** How often a principal was let do an action. */
    public long count(Principal principal, String action) {
        synchronized (calls) {
            return calls.entrySet().stream()
                    .filter(call -> call.getKey().principal().equals(principal.arn()) && call.getKey().action().equals(action))
                    .mapToLong(Map.Entry::getValue).sum();
        }
    }

    /** Every distinct call so far, sorted by action. */
    public List<Call> calls() {
        synchronized (calls) {
            return new ArrayList<>(calls.keySet());
        }
    }

    private static String withoutKey(String resource) {
        int bucketEnd = resource.startsWith("arn:aws:s3:::") ? resource.indexOf('/') : -1;
        int folderEnd = bucketEnd < 0 ? -1 : resource.indexOf('/', bucketEnd + 1);
        return folderEnd < 0 ? resource : resource.substring(0, folderEnd) + "/*";
    }
}

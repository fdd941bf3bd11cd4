// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hybridface.local.stack.Stack;

/**
 * How a local cloud runs. Begin with {@link #in} and change what differs.
 *
 * @param dataDirectory  of identities, S3 objects, the unpacked Lambda and the on-failure queue
 * @param lambdaZip      the recogniser as it ships
 * @param ports          where servers listen on 127.0.0.1
 * @param stack          what is provisioned
 * @param concurrency    Lambda execution environments at most
 * @param retryPause     before a failed event is tried again; each further pause is twice as long. AWS begins with a minute
 * @param jvmOptions     of the Lambda's JVM, beside what the stack says
 * @param modelsDirectory of further face models ({@code face.models.dir}), empty for the packed ones
 * @param detector       for the local Rekognition, a name that face-vision knows
 * @param embedder       for the local Rekognition, a name that face-vision knows
 * @param links          between devices, function and services
 * @param state          what is there at the start
 */
public record LocalCloudSettings(Path dataDirectory, Path lambdaZip, Ports ports, Stack stack, int concurrency, Duration retryPause,
        List<String> jvmOptions, Optional<Path> modelsDirectory, String detector, String embedder, Links links,
        State state) {

    /** Two devices can be answered at once, and two JVMs fit on a small machine. */
    public static final int DEFAULT_CONCURRENCY = 2;
    /** Long enough for a hiccup to be over, short enough to be waited for. */
    public static final Duration DEFAULT_RETRY_PAUSE = Duration.ofSeconds(1);

    /** How devices reach the broker, and the function the services. */
    public enum Links {
        /** Straight. */
        DIRECT,
        /** Through links that faults can befall, see {@link LocalCloud#faults}. */
        BREAKABLE
    }

    /** What table, collection and shadows hold when the local cloud starts. Photos, certificates and failed events outlast it in any case. */
    public enum State {
        /** What the stack puts there. They are in memory. */
        FRESH,
        /** What was there when it last ran on the same data directory. They are on the disk. */
        KEPT
    }

    /** Ports on 127.0.0.1; 0 for any free one. */
    public record Ports(int mqtt, int s3, int dynamoDb, int rekognition, int iotData, int lambda, int page) {

        /** A free one for each. */
        public static Ports any() {
            return new Ports(0, 0, 0, 0, 0, 0, 0);
        }
    }

    /** Free ports, the packed stack, two environments, the packed models. */
    public static LocalCloudSettings in(Path dataDirectory, Path lambdaZip) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, Ports.any(), Stack.packed(), DEFAULT_CONCURRENCY, DEFAULT_RETRY_PAUSE,
                List.of(), Optional.empty(), "auto", "auto", Links.DIRECT, State.FRESH);
    }

    public LocalCloudSettings withPorts(Ports newPorts) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, newPorts, stack, concurrency, retryPause, jvmOptions, modelsDirectory,
                detector, embedder, links, state);
    }

    public LocalCloudSettings withStack(Stack newStack) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, newStack, concurrency, retryPause, jvmOptions, modelsDirectory,
                detector, embedder, links, state);
    }

    public LocalCloudSettings withConcurrency(int environments) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, stack, environments, retryPause, jvmOptions, modelsDirectory,
                detector, embedder, links, state);
    }

    public LocalCloudSettings withRetryPause(Duration pause) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, stack, concurrency, pause, jvmOptions, modelsDirectory, detector,
                embedder, links, state);
    }

    public LocalCloudSettings withJvmOptions(List<String> options) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, stack, concurrency, retryPause, List.copyOf(options),
                modelsDirectory, detector, embedder, links, state);
    }

    /** @param directory of further model files; empty for the packed ones only */
    public LocalCloudSettings withModels(Optional<Path> directory, String newDetector, String newEmbedder) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, stack, concurrency, retryPause, jvmOptions, directory, newDetector,
                newEmbedder, links, state);
    }

    public LocalCloudSettings withLinks(Links newLinks) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, stack, concurrency, retryPause, jvmOptions, modelsDirectory, detector,
                embedder, newLinks, state);
    }

    public LocalCloudSettings withState(State newState) {
        return new LocalCloudSettings(dataDirectory, lambdaZip, ports, stack, concurrency, retryPause, jvmOptions, modelsDirectory, detector,
                embedder, links, newState);
    }

    /** Where something is kept; empty when it is in memory. */
    Optional<Path> kept(String name) {
        return state == State.KEPT ? Optional.of(dataDirectory.resolve(name)) : Optional.empty();
    }
}

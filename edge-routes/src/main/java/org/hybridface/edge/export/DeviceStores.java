// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.record.FrameRecord;
import org.hybridface.edge.visit.VisitLog;

/**
 * Where a device holds something of people.
 *
 * @param pictures   small pictures in memory, by key
 * @param unreadable folder of files that could not be read and were set aside
 */
public record DeviceStores(FaceCache cache, VisitLog visits, Outbox outbox, FaceJournal journal, CorrectionBox corrections, FrameRecord record,
                           Function<String, Optional<byte[]>> pictures, Path unreadable) {
}

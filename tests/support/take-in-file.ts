import {
  chunkBytes,
  type EngineClient,
  type IntakePreview,
  type Mapping,
} from '../../shared/contract/index.ts';

/** Hands a file to an engine and has it checked, as the screen does. */
export async function previewFile(
  engine: EngineClient,
  name: string,
  bytes: Uint8Array,
  mapping: Mapping | null,
): Promise<IntakePreview> {
  const { intakeId } = await engine.call('intake.begin', { name, size: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes) {
    const data = Buffer.from(bytes.subarray(offset, offset + chunkBytes)).toString('base64');
    await engine.call('intake.chunk', { intakeId, offset, data });
  }
  return engine.call('intake.preview', { intakeId, mapping });
}

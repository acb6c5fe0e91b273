import { invalid } from '../../engine/errors.ts'

const MAX_IMAGES = 8

export const checkImages = (images: string[] | null | undefined) => {
  if (images && images.length > MAX_IMAGES) {
    throw invalid(`You can only have up to ${MAX_IMAGES} images.`, { param: 'images' })
  }
}

export const taxDetails = (of: { tax_code?: string | null; performance_location?: string } | null | undefined) =>
  of ? { tax_code: of.tax_code ?? null, performance_location: of.performance_location ?? null } : null

"""Floor 4: the packages as data portals are told of them."""

from pipeline.catalogue.dcat import Catalogue
from pipeline.catalogue.files import catalogue_files, catalogue_to_be

__all__ = ["Catalogue", "catalogue_files", "catalogue_to_be"]
